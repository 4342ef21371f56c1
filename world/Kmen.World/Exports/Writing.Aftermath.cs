using System.Runtime.InteropServices;
using Kmen.World.Chance;
using Kmen.World.Lives;
using Kmen.World.People;

namespace Kmen.World.Exports;

internal sealed partial class Writing
{
    static readonly byte[][] Reasons = [[.. "size"u8], [.. "damaged"u8], [.. "not_as_described"u8], [.. "changed_mind"u8], [.. "late"u8]];

    // What follows from an order: returns, reviews, questions to the support. All falls within Needs.Aftermath days of it.
    void WriteAftermath()
    {
        foreach (ref readonly Purchase order in CollectionsMarshal.AsSpan(life.Purchases))
        {
            if (!order.Has(PurchaseDetails.Cancelled) && order.Day < world.End && order.Day + Needs.Aftermath >= from)
            {
                WriteReturns(order);
                WriteReviews(order);
                WriteTicket(order);
            }
        }
    }

    void WriteReturns(in Purchase order)
    {
        bool isReturner = life.Person.Conduct == Pattern.Returner;
        int chance = order.IsWeb ? (isReturner ? 4500 : 700) : isReturner ? 2500 : 200;
        var draws = Draws.For(world.Seed, Topic.Aftermath, life.Person.Index, order.Need);
        int day = order.Day + 4 + draws.Below(27);
        long at = world.Calendar.Moment(day, (9 * 3600) + draws.Below(9 * 3600));
        for (int place = 0; place < order.Lines; place++)
        {
            if (!draws.Chance(chance) || !Falls(day))
            {
                continue;
            }

            OrderLine line = Till.Line(world, life.Person, order, place);
            ByteWriter row = On(Source.Returns, day).Row();
            row.Put((byte)'b').Hex(world.Ids.Of(Subject.Return, life.Person.Index, order.Need, place)).Put(",O"u8).Hex(OrderId(order)).Put(Comma)
                .Number(place + 1).Put(Comma).Moment(at).Put(Comma).Number(line.Quantity).Put(Comma).Money(line.Total).Put(Comma)
                .Put(Reasons[draws.Below(Reasons.Length)]).Put(NewLine);
        }
    }

    void WriteReviews(in Purchase order)
    {
        var draws = Draws.For(world.Seed, Topic.Aftermath, life.Person.Index, (1L << 32) + order.Need);
        int place = draws.Below(order.Lines);
        int day = order.Day + 5 + draws.Below(25);
        if (!draws.Chance(life.Person.Conduct == Pattern.ReviewReader ? 1400 : 700) || !Falls(day))
        {
            return;
        }

        int stars = draws.Below(100) switch { < 6 => 1, < 12 => 2, < 24 => 3, < 55 => 4, _ => 5 };
        OrderLine line = Till.Line(world, life.Person, order, place);
        ByteWriter row = On(Source.Reviews, day).Row();
        row.Put("{\"review_id\":\"v"u8).Hex(world.Ids.Of(Subject.Review, life.Person.Index, order.Need, 0)).Put("\",\"written_at\":\""u8)
            .Moment(world.Calendar.Moment(day, (8 * 3600) + draws.Below(14 * 3600)), (byte)'T').Put("Z\",\"product_id\":"u8)
            .Number(world.Catalogue.Products[line.Product].Id).Put(",\"order_id\":\"O"u8).Hex(OrderId(order)).Put("\",\"stars\":"u8).Number(stars)
            .Put(",\"review_text\":\""u8).Put(Phrases.Review(stars, ref draws)).Put("\"}\n"u8);
    }

    void WriteTicket(in Purchase order)
    {
        var draws = Draws.For(world.Seed, Topic.Aftermath, life.Person.Index, (2L << 32) + order.Need);
        int day = order.Day + 1 + draws.Below(14);
        if (!draws.Chance(1600) || !Falls(day))
        {
            return;
        }

        Person person = life.Person;
        Tone tone = ToneOf(person, day, ref draws);
        long at = world.Calendar.Moment(day, (8 * 3600) + draws.Below(12 * 3600));
        ulong id = world.Ids.Of(Subject.Ticket, person.Index, order.Need, 0);
        bool byPhone = person.HasPhone && (!person.HasEmail || draws.Chance(3000));
        int topic = draws.Below(Phrases.Topics.Length);
        ByteWriter row = On(Source.SupportTickets, day).Row().Put(",\n{\"ticket_id\":\"t"u8).Hex(id).Put("\",\"opened_at\":\""u8).Moment(at, (byte)'T');
        row.Put(byPhone ? "Z\",\"channel\":\"phone\",\"email\":null,\"phone\":\""u8 : "Z\",\"channel\":\"email\",\"email\":"u8);
        WriteTicketAddress(row, byPhone, at);
        row.Put(",\"order_id\":\"O"u8).Hex(OrderId(order)).Put("\",\"topic\":\""u8).Put(Phrases.Topics[topic]).Put("\",\"ticket_messages\":[{\"from\":\"customer\",\"at\":\""u8)
            .Moment(at, (byte)'T').Put("Z\",\"text\":\""u8).Put(Phrases.Ticket(tone, topic, ref draws)).Put("\"},{\"from\":\"agent\",\"at\":\""u8)
            .Moment(at + 1200 + draws.Below(80_000), (byte)'T').Put("Z\",\"text\":\""u8).Put(Phrases.Answer(ref draws)).Put("\"}]}"u8);
        On(Source.Identities).Row().Put("ticket,t"u8).Hex(id).Put(Comma).Number(person.Index).Put(NewLine);
    }

    void WriteTicketAddress(ByteWriter row, bool byPhone, long at)
    {
        if (byPhone)
        {
            int number = life.PhoneAt(at);
            contacts.Phone(row, life.Person, number, Source.SupportTickets);
            Identify(IdentityKind.Phone, number);
            row.Put((byte)'"');
        }
        else if (life.Person.HasEmail)
        {
            int number = life.EmailAt(at);
            row.Put((byte)'"');
            contacts.TypedEmail(row, life.Person, number, Source.SupportTickets);
            Identify(IdentityKind.Email, number);
            row.Put("\",\"phone\":null"u8);
        }
        else
        {
            row.Put("null,\"phone\":null"u8);
        }
    }

    static Tone ToneOf(Person person, int day, ref Draws draws)
    {
        bool isCross = person.Conduct == Pattern.Grumbler || person.IsLeaving(day);
        return draws.Below(100) switch
        {
            int ticket when ticket < (isCross ? 85 : 20) => Tone.Sour,
            int ticket when ticket < (isCross ? 96 : 75) => Tone.Plain,
            _ => Tone.Pleased,
        };
    }

    ulong OrderId(in Purchase order) => world.Ids.Of(Subject.Order, life.Person.Index, order.Need, 0);
}
