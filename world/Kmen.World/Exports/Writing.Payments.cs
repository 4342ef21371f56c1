using System.Runtime.InteropServices;
using Kmen.World.Chance;
using Kmen.World.Lives;

namespace Kmen.World.Exports;

internal sealed partial class Writing
{
    const long Day = 86_400;

    // The payments of the web's orders that are exported too; what is paid at a counter stands on the receipt. All falls within Needs.Aftermath days of the order.
    void WritePayments()
    {
        foreach (ref readonly Purchase order in CollectionsMarshal.AsSpan(life.Purchases))
        {
            if (order.IsWeb && order.Day >= 0 && order.Day < world.End && order.Day + Needs.Aftermath >= from)
            {
                Pay(order);
            }
        }
    }

    void Pay(in Purchase order)
    {
        var draws = Draws.For(world.Seed, Topic.Payment, life.Person.Index, order.Need);
        switch (draws.Below(100))
        {
            case < 60:
                PayByCard(order, ref draws);
                break;
            case < 72:
                Settle(order, order.At + 20 + draws.Below(120), 0, "wallet"u8, ref draws);
                break;
            case < 87:
                int delivered = order.Day + 2 + draws.Below(4);
                if (!order.Has(PurchaseDetails.Cancelled))
                {
                    WritePayment(order, world.Calendar.Moment(delivered, (8 * 3600) + draws.Below(10 * 3600)), 0, "cash_on_delivery"u8, "accepted\n"u8);
                }

                break;
            default:
                long transferred = order.At + 3600 + draws.Below(3 * (int)Day);
                if (!order.Has(PurchaseDetails.Cancelled) || draws.Chance(5000))
                {
                    Settle(order, transferred, 0, "bank_transfer"u8, ref draws);
                }

                break;
        }
    }

    // Some cards are declined; most people try again, whoever cancels has given up, and after two times another way is taken.
    void PayByCard(in Purchase order, ref Draws draws)
    {
        bool isCancelled = order.Has(PurchaseDetails.Cancelled);
        int declines = draws.Chance(isCancelled ? 4000 : 600) ? draws.Chance(2500) ? 2 : 1 : 0;
        long at = order.At + 20 + draws.Below(160);
        for (int attempt = 0; attempt < declines; attempt++)
        {
            WritePayment(order, at, attempt, "card"u8, "declined\n"u8);
            at += 30 + draws.Below(900);
        }

        if (!isCancelled || declines == 0)
        {
            Settle(order, at, declines, declines < 2 ? "card"u8 : "wallet"u8, ref draws);
        }
    }

    // Accepted, and paid back where the order is cancelled.
    void Settle(in Purchase order, long at, int part, ReadOnlySpan<byte> method, ref Draws draws)
    {
        WritePayment(order, at, part, method, "accepted\n"u8);
        if (order.Has(PurchaseDetails.Cancelled))
        {
            WritePayment(order, at + Day + draws.Below(5 * (int)Day), part + 1, method, "refunded\n"u8);
        }
    }

    void WritePayment(in Purchase order, long at, int part, ReadOnlySpan<byte> method, ReadOnlySpan<byte> state)
    {
        int day = world.Calendar.DayOf(at);
        if (!Falls(day))
        {
            return;
        }

        (long lines, long shipping) = Till.Totals(world, life.Person, order);
        On(Source.Payments, day).Row().Put((byte)'y').Hex(world.Ids.Of(Subject.Payment, life.Person.Index, order.Need, part)).Put(",O"u8).Hex(OrderId(order)).Put(Comma)
            .Moment(at).Put(Comma).Put(method).Put(Comma).Money(lines + shipping).Put(Comma).Put(state);
    }
}
