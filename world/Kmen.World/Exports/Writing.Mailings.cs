using System.Runtime.InteropServices;
using Kmen.World.Lives;

namespace Kmen.World.Exports;

internal sealed partial class Writing
{
    void WriteMailings()
    {
        foreach (ref readonly Mailing mailing in CollectionsMarshal.AsSpan(life.Mailings))
        {
            WriteMailEvent(mailing, mailing.SentAt, 0, "sent\n"u8);
            WriteMailEvent(mailing, mailing.DeliveredAt, 1, "delivered\n"u8);
            WriteMailEvent(mailing, mailing.BouncedAt, 2, "bounced\n"u8);
            WriteMailEvent(mailing, mailing.OpenedAt, 3, "opened\n"u8);
            WriteMailEvent(mailing, mailing.ClickedAt, 4, "clicked\n"u8);
            WriteMailEvent(mailing, mailing.UnsubscribedAt, 5, "unsubscribed\n"u8);
            WriteResult(mailing);
            WriteBounce(mailing);
        }
    }

    void WriteMailEvent(in Mailing mailing, long at, int part, ReadOnlySpan<byte> end)
    {
        int day = at > 0 ? world.Calendar.DayOf(at) : int.MinValue;
        if (!Falls(day))
        {
            return;
        }

        ByteWriter row = On(Source.EmailEvents, day).Row();
        row.Put((byte)'m').Hex(world.Ids.Of(Subject.Mail, life.Person.Index, mailing.Campaign, part)).Put(Comma).Moment(at).Put(Comma);
        contacts.Email(row, life.Person, mailing.Address);
        row.Put(",cmp_"u8).Digits(mailing.Campaign, 4).Put(Comma).Put(end);
        Identify(IdentityKind.Email, mailing.Address);
    }

    // What the mail server reports back: addresses that are gone, mailboxes that are full, and people who want no more.
    void WriteBounce(in Mailing mailing)
    {
        long at = Math.Max(mailing.BouncedAt, mailing.UnsubscribedAt);
        int day = at > 0 ? world.Calendar.DayOf(at) : int.MinValue;
        if (!Falls(day))
        {
            return;
        }

        ByteWriter row = On(Source.EmailBounces, day).Row();
        row.Put((byte)'x').Hex(world.Ids.Of(Subject.Bounce, life.Person.Index, mailing.Campaign, 0)).Put(Comma).Moment(at).Put(Comma);
        contacts.Email(row, life.Person, mailing.Address);
        row.Put(",cmp_"u8).Digits(mailing.Campaign, 4)
            .Put(mailing.BouncedAt == 0 ? ",opt_out,\n"u8 : !life.Person.TakesMail(mailing.Address, mailing.SentAt) ? ",hard,550\n"u8 : ",soft,452\n"u8);
    }

    // A result is known when the time within which a purchase counts is over.
    void WriteResult(in Mailing mailing)
    {
        int day = world.Calendar.DayOf(mailing.SentAt + Mailing.Window);
        if (!Falls(day))
        {
            return;
        }

        long revenue = Revenue(mailing);
        ByteWriter row = On(Source.CampaignResults, day).Row();
        row.Put((byte)'r').Hex(world.Ids.Of(Subject.Result, life.Person.Index, mailing.Campaign, 0)).Put(",cmp_"u8).Digits(mailing.Campaign, 4).Put(Comma);
        contacts.Email(row, life.Person, mailing.Address);
        row.Put(Comma).Moment(mailing.SentAt).Put(Comma);
        row.Put(revenue > 0 ? "purchased,"u8 : mailing.BouncedAt > 0 ? "bounced,"u8 : mailing.ClickedAt > 0 ? "clicked,"u8
            : mailing.OpenedAt > 0 ? "opened,"u8 : "none,"u8);
        row.Money(revenue).Put(NewLine);
    }

    long Revenue(in Mailing mailing)
    {
        if (mailing.ClickedAt == 0)
        {
            return 0;
        }

        long revenue = 0;
        foreach (ref readonly Purchase order in CollectionsMarshal.AsSpan(life.Purchases))
        {
            if (order.IsWeb && order.At > mailing.ClickedAt && order.At < mailing.SentAt + Mailing.Window && !order.Has(PurchaseDetails.Cancelled))
            {
                (long lines, long shipping) = Till.Totals(world, life.Person, order);
                revenue += lines + shipping;
            }
        }

        return revenue;
    }

    void WriteStatements()
    {
        foreach (ref readonly Statement statement in CollectionsMarshal.AsSpan(life.Statements))
        {
            if (Falls(statement.At))
            {
                WriteStatement(statement);
            }
        }
    }

    void WriteStatement(in Statement statement)
    {
        ByteWriter row = On(Source.Consents).Row();
        row.Put((byte)'s').Hex(world.Ids.Of(Subject.Statement, life.Person.Index, statement.Cause, 0));
        if (statement.IsPhone)
        {
            row.Put(",phone,"u8);
            contacts.Phone(row, life.Person, statement.Address, Source.Consents);
            Identify(IdentityKind.Phone, statement.Address);
        }
        else
        {
            row.Put(",email,"u8);
            contacts.Email(row, life.Person, statement.Address);
            Identify(IdentityKind.Email, statement.Address);
        }

        row.Put(statement.Purpose switch
        {
            Purpose.Marketing => ",marketing,"u8,
            Purpose.Personalisation => ",personalisation,"u8,
            _ => ",service,"u8,
        });
        row.Put(statement.IsPhone ? "sms,"u8 : "email,"u8).Put(statement.IsGiven ? "given,"u8 : "withdrawn,"u8).Moment(statement.At).Put(NewLine);
    }
}
