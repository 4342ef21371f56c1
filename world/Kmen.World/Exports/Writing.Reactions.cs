using System.Runtime.InteropServices;
using System.Text;
using Kmen.World.Lives;
using Kmen.World.Reactions;

namespace Kmen.World.Exports;

internal sealed partial class Writing
{
    void WriteReactions()
    {
        foreach (ref readonly Reaction reaction in CollectionsMarshal.AsSpan(life.Reactions))
        {
            WriteTruth(reaction);
            if (reaction.Message.Channel == Channel.Email)
            {
                WriteReactionEvent(reaction, reaction.Message.SentAt, 0, "sent\n"u8);
                WriteReactionEvent(reaction, reaction.DeliveredAt, 1, "delivered\n"u8);
                WriteReactionEvent(reaction, reaction.BouncedAt, 2, "bounced\n"u8);
                WriteReactionEvent(reaction, reaction.OpenedAt, 3, "opened\n"u8);
                WriteReactionEvent(reaction, reaction.ClickedAt, 4, "clicked\n"u8);
                WriteReactionEvent(reaction, reaction.UnsubscribedAt, 5, "unsubscribed\n"u8);
                WriteReactionResult(reaction);
                WriteReactionBounce(reaction);
            }
        }
    }

    void WriteReactionEvent(in Reaction reaction, long at, int part, ReadOnlySpan<byte> end)
    {
        int day = at > 0 ? world.Calendar.DayOf(at) : int.MinValue;
        if (!Falls(day))
        {
            return;
        }

        ByteWriter row = On(Source.EmailEvents, day).Row();
        row.Put((byte)'m').Hex(world.Ids.Of(Subject.Mail, life.Person.Index, Cause(reaction), part)).Put(Comma).Moment(at).Put(Comma);
        contacts.Email(row, life.Person, reaction.Message.Address);
        row.Put(Comma).Put(Encoding.UTF8.GetBytes(reaction.Message.Campaign)).Put(Comma).Put(end);
        Identify(IdentityKind.Email, reaction.Message.Address);
    }

    void WriteReactionResult(in Reaction reaction)
    {
        int day = world.Calendar.DayOf(reaction.Message.SentAt + Mailing.Window);
        if (!Falls(day))
        {
            return;
        }

        long revenue = Revenue(new Mailing(reaction.Message.SentAt, 0, 0, 0, 0, reaction.OpenedAt, reaction.ClickedAt, 0));
        ByteWriter row = On(Source.CampaignResults, day).Row();
        row.Put((byte)'r').Hex(world.Ids.Of(Subject.Result, life.Person.Index, Cause(reaction), 0)).Put(Comma).Put(Encoding.UTF8.GetBytes(reaction.Message.Campaign)).Put(Comma);
        contacts.Email(row, life.Person, reaction.Message.Address);
        row.Put(Comma).Moment(reaction.Message.SentAt).Put(Comma);
        row.Put(revenue > 0 ? "purchased,"u8 : reaction.BouncedAt > 0 ? "bounced,"u8 : reaction.ClickedAt > 0 ? "clicked,"u8
            : reaction.OpenedAt > 0 ? "opened,"u8 : "none,"u8);
        row.Money(revenue).Put(NewLine);
    }

    void WriteReactionBounce(in Reaction reaction)
    {
        long at = Math.Max(reaction.BouncedAt, reaction.UnsubscribedAt);
        int day = at > 0 ? world.Calendar.DayOf(at) : int.MinValue;
        if (!Falls(day))
        {
            return;
        }

        ByteWriter row = On(Source.EmailBounces, day).Row();
        row.Put((byte)'x').Hex(world.Ids.Of(Subject.Bounce, life.Person.Index, Cause(reaction), 0)).Put(Comma).Moment(at).Put(Comma);
        contacts.Email(row, life.Person, reaction.Message.Address);
        row.Put(Comma).Put(Encoding.UTF8.GetBytes(reaction.Message.Campaign))
            .Put(reaction.BouncedAt == 0 ? ",opt_out,\n"u8 : !life.Person.TakesMail(reaction.Message.Address, reaction.Message.SentAt) ? ",hard,550\n"u8 : ",soft,452\n"u8);
    }

    // On the day of the message: what it will have done.
    void WriteTruth(in Reaction reaction)
    {
        if (!Falls(world.Calendar.DayOf(reaction.Message.SentAt)))
        {
            return;
        }

        Message message = reaction.Message;
        On(Source.Messages).Row().Number(message.Person).Put(Comma).Number(message.Number).Put(Comma).Put(Treatments.Utf8(message.Treatment)).Put(Comma)
            .Put(Encoding.UTF8.GetBytes(message.Campaign)).Put(Comma).Moment(message.SentAt).Put(Comma).Put(Flag(reaction.DeliveredAt > 0)).Put(Comma)
            .Put(Flag(reaction.Moves)).Put(Comma).Put(Flag(reaction.DrivesAway)).Put(Comma).Put(Flag(reaction.UnsubscribedAt > 0)).Put(NewLine);
        if (reaction.DrivesAway)
        {
            On(Source.Churn).Row().Number(message.Person).Put(Comma).Moment(world.Calendar.Midnight(world.Calendar.DayOf(message.SentAt) + 1)).Put(",driven_away\n"u8);
        }
    }

    // Per person and treatment, and the best one: what is expected of one message now, if none came in the fortnight before.
    void WriteEffects()
    {
        long best = 0;
        byte[] choice = [.. "none"u8];
        for (Treatment treatment = 0; (int)treatment < Treatments.Names.Length; treatment++)
        {
            int today = world.End - 1;
            Effect effect = Effects.At(Effects.Of(world, life.Person, treatment), treatment, life.Person, today, today >= life.Person.DropoutDay);
            long value = Effects.Value(effect, treatment, life.Person);
            ByteWriter row = On(Source.Effects).Row().Number(life.Person.Index).Put(Comma).Put(Treatments.Utf8(treatment)).Put(Comma);
            row.Share(effect.Uplift).Put(Comma).Share(effect.Loss).Put(Comma).Share(effect.Unsubscribe).Put(Comma).Share(effect.Dropout).Put(Comma).Money(value).Put(NewLine);
            (best, choice) = value > best ? (value, Treatments.Utf8(treatment)) : (best, choice);
        }

        On(Source.BestPolicy).Row().Number(life.Person.Index).Put(Comma).Put(choice).Put(Comma).Money(best).Put(NewLine);
    }

    static int Cause(in Reaction reaction) => Needs.FromMessage + reaction.Message.Number;

    static ReadOnlySpan<byte> Flag(bool value) => value ? "true"u8 : "false"u8;
}
