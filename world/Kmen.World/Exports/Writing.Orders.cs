using System.Runtime.InteropServices;
using Kmen.World.Lives;
using Kmen.World.People;

namespace Kmen.World.Exports;

internal sealed partial class Writing
{
    void WriteOrders()
    {
        foreach (ref readonly Purchase order in CollectionsMarshal.AsSpan(life.Purchases))
        {
            if (Falls(order.Day))
            {
                WriteOrder(order);
            }
        }
    }

    void WriteOrder(in Purchase order)
    {
        Person person = life.Person;
        ulong id = world.Ids.Of(Subject.Order, person.Index, order.Need, 0);
        long total = WriteLines(order, id);
        (_, long shipping) = Till.Totals(world, person, order);
        ByteWriter row = On(Source.Orders, order.Day).Row();
        row.Put((byte)'O').Hex(id).Put(Comma).Moment(order.At).Put(Comma).Put(order.IsWeb ? "web,"u8 : "shop,"u8);
        if (order.Account > 0)
        {
            row.Number(world.Ids.Customer(person.Index, order.Account == 2));
        }

        row.Put(Comma);
        if (order.IsWeb)
        {
            WriteBuyer(row, order);
        }
        else
        {
            row.Put(",,"u8);
        }

        bool showsCard = person.HasCard && order.Has(PurchaseDetails.ShowsCard) && (!order.IsWeb || order.Account == 1);
        if (showsCard)
        {
            contacts.Card(row, person);
            Identify(IdentityKind.LoyaltyCard, 0);
        }

        row.Put(Comma);
        if (order.IsWeb)
        {
            contacts.Cookie(row, person, order.Device, order.Day);
            IdentifyCookie(order.Device, order.Day);
        }

        row.Put(order.Has(PurchaseDetails.Cancelled) ? ",cancelled,"u8 : ",completed,"u8);
        row.Money(total).Put(Comma).Money(shipping).Put(Comma).Money(total + shipping).Put(NewLine);
        IdentifyOrder(id);
        if (!order.IsWeb)
        {
            WriteReceipt(order, id, total);
        }
    }

    void WriteBuyer(ByteWriter row, in Purchase order)
    {
        contacts.OrderEmail(row, life.Person, order);
        if (order.Has(PurchaseDetails.Mistyped))
        {
            IdentifyMistyped(order);
        }
        else
        {
            Identify(IdentityKind.Email, order.Address);
        }

        row.Put(Comma);
        if (life.Person.HasPhone && order.Has(PurchaseDetails.StatesPhone))
        {
            int number = life.PhoneAt(order.At);
            contacts.Phone(row, life.Person, number, Source.Orders);
            Identify(IdentityKind.Phone, number);
        }

        row.Put(Comma);
    }

    long WriteLines(in Purchase order, ulong id)
    {
        Page page = On(Source.OrderLines, order.Day);
        long total = 0;
        for (int place = 0; place < order.Lines; place++)
        {
            OrderLine line = Till.Line(world, life.Person, order, place);
            total += line.Total;
            page.Row().Put((byte)'O').Hex(id).Put(Comma).Number(place + 1).Put(Comma).Number(world.Catalogue.Products[line.Product].Id)
                .Put(Comma).Number(line.Quantity).Put(Comma).Money(line.UnitPrice).Put(Comma).Money(line.Discount).Put(Comma).Money(line.Total).Put(NewLine);
        }

        return total;
    }

    const byte Comma = (byte)',';
    const byte NewLine = (byte)'\n';
}
