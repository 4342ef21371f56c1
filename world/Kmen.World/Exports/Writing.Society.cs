using Kmen.World.Chance;
using Kmen.World.People;

namespace Kmen.World.Exports;

internal sealed partial class Writing
{
    const int SocialGap = 70;

    /// <summary>What people do elsewhere is followed from so many days before the world's start.</summary>
    const int SocialBefore = 400;

    static readonly byte[][] Networks = [[.. "facebook"u8], [.. "instagram"u8], [.. "tiktok"u8]];
    static readonly byte[][] Actions = [[.. "like"u8], [.. "like"u8], [.. "like"u8], [.. "comment"u8], [.. "share"u8], [.. "follow"u8]];

    // A fifth of the people follow the retailer on a network, under a handle that no other source knows.
    void WriteSocialEngagement()
    {
        Person person = life.Person;
        var draws = Draws.For(world.Seed, Topic.Society, person.Index);
        if (!draws.Chance(2000))
        {
            return;
        }

        int network = draws.Below(Networks.Length);
        int day = Math.Max(person.ArrivalDay, -SocialBefore);
        for (int number = 0; ; number++)
        {
            day += 1 + (int)(Quantiles.Exponential(ref draws) * SocialGap / Quantiles.One);
            int action = draws.Below(Actions.Length);
            long at = world.Calendar.Moment(day, (7 * 3600) + draws.Below(16 * 3600));
            if (day >= world.End)
            {
                return;
            }

            if (Falls(day))
            {
                WriteEngagement(network, number, action, day, at);
            }
        }
    }

    void WriteEngagement(int network, int number, int action, int day, long at)
    {
        Person person = life.Person;
        var draws = Draws.For(world.Seed, Topic.Society, person.Index, 1 + number);
        ByteWriter row = On(Source.SocialEngagement, day).Row().Put(",\n{\"engagement_id\":\"g"u8).Hex(world.Ids.Of(Subject.Engagement, person.Index, number, 0))
            .Put("\",\"happened_at\":\""u8).Moment(at, (byte)'T').Put("Z\",\"network\":\""u8).Put(Networks[network]).Put("\",\"social_handle\":\""u8);
        WriteHandle(row);
        row.Put("\",\"action\":\""u8).Put(Actions[action]).Put("\",\"post_id\":\"p"u8).Number(Math.Max(0, day) / 3).Put("\",\"comment_text\":"u8);
        if (action == 3)
        {
            row.Put((byte)'"').Put(Phrases.Review(1 + Math.Max(draws.Below(5), draws.Below(5)), ref draws)).Put("\"}"u8);
        }
        else
        {
            row.Put("null}"u8);
        }

        if (identified.Add((long)IdentityKind.Handle << 40))
        {
            ByteWriter truth = On(Source.Identities).Row().Put("handle,"u8);
            WriteHandle(truth);
            truth.Put(Comma).Number(person.Index).Put(NewLine);
        }
    }

    void WriteHandle(ByteWriter row)
    {
        Person person = life.Person;
        ReadOnlySpan<byte> first = world.FirstNames.Of(person.IsWoman, person.FirstName).Mailbox;
        row.Put((byte)'@').Put(first).Put((byte)'_').Number(world.Ids.Mailbox(person.Index, 0) * 7);
    }
}
