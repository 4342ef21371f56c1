using Kmen.World.Chance;
using Kmen.World.Lives;
using Kmen.World.People;

namespace Kmen.World.Exports;

internal sealed partial class Writing
{
    // The slip of the till for an order at a counter; the shop is the one of the customer's region.
    void WriteReceipt(in Purchase order, ulong id, long total)
    {
        Person person = life.Person;
        var draws = Draws.For(world.Seed, Topic.Aftermath, person.Index, (3L << 32) + order.Need);
        int shop = world.Places.ShopOf(person.PlaceAt(order.At));
        ByteWriter row = On(Source.ShopReceipts, order.Day).Row();
        row.Put("U"u8).Digits(shop, 2).Hex(id).Put(";O"u8).Hex(id).Put(Semicolon).Put(world.Places.Shops[shop].Written).Put(Semicolon).Number(1 + draws.Below(6))
            .Put(Semicolon).Moment(order.At).Put(draws.Chance(7400) ? ";card;"u8 : ";cash;"u8).Number(order.Lines).Put(Semicolon).Money(total, (byte)',').Put(Semicolon)
            .Money(((total * 21) + 60) / 121, (byte)',').Put(Semicolon);
        if (person.HasCard && order.Has(PurchaseDetails.ShowsCard))
        {
            contacts.Card(row, person);
        }

        row.Put(order.Has(PurchaseDetails.Cancelled) ? ";true\r\n"u8 : ";false\r\n"u8);
    }

    // One row when the card is handed out.
    void WriteCard()
    {
        Person person = life.Person;
        if (!person.HasCard || !Falls(person.ArrivalAt))
        {
            return;
        }

        var draws = Draws.For(world.Seed, Topic.Aftermath, person.Index, -1);
        ByteWriter row = On(Source.LoyaltyCards).Row();
        contacts.Card(row, person);
        row.Put(Semicolon).Number(world.Ids.Customer(person.Index, false)).Put(Semicolon).Moment(person.ArrivalAt).Put(Semicolon)
            .Put(world.Places.Shops[world.Places.ShopOf(person.PlaceAt(person.ArrivalAt))].Written).Put(person.OpenedInShop ? ";counter;"u8 : ";web;"u8)
            .Money(draws.Below(100) switch { < 70 => 0, < 92 => 300, _ => 500 }, (byte)',').Put("\r\n"u8);
    }
}
