namespace Kmen.World.Tests;

public sealed class PaymentTests(SmallWorld small) : IClassFixture<SmallWorld>
{
    readonly Dictionary<string, string[]> orders = small.World.Rows("orders").ToDictionary(row => row[0]);
    readonly List<string[]> payments = small.World.Rows("payments");

    [Fact]
    public void AcceptedPayments_OfWebOrders_AreTheirTotals()
    {
        ILookup<string, string[]> accepted = payments.Where(row => row[5] == "accepted").ToLookup(row => row[1]);
        DateTime settled = small.Summary.ExportDate.ToDateTime(TimeOnly.MinValue).AddDays(-7);
        string[][] due = [.. orders.Values.Where(row => row[2] == "web" && row[8] == "completed" && SmallWorld.Moment(row[1]) < settled)];
        due.Should().HaveCountGreaterThan(1000);
        due.Should().OnlyContain(row => accepted[row[0]].Sum(payment => SmallWorld.Money(payment[4])) == SmallWorld.Money(row[11]));
        accepted.Should().OnlyContain(group => group.Count() == 1 && orders[group.Key][2] == "web" && SmallWorld.Money(orders[group.Key][11]) == SmallWorld.Money(group.First()[4]));
    }

    [Fact]
    public void DeclinedCards_OfCompletedOrders_AreFollowedByAnAcceptedPayment()
    {
        ILookup<string, string[]> ofOrder = payments.ToLookup(row => row[1]);
        string[][] declined = [.. payments.Where(row => row[5] == "declined" && orders[row[1]][8] == "completed")];
        declined.Should().HaveCountGreaterThan(20).And.OnlyContain(row => row[3] == "card");
        declined.Count(row => ofOrder[row[1]].Any(other => other[5] == "accepted" && string.CompareOrdinal(other[2], row[2]) > 0)).Should().BeGreaterThanOrEqualTo(declined.Length - 1,
            because: "only at the last midnight may the next attempt be of tomorrow");
        payments.Should().Contain(row => row[5] == "declined" && orders[row[1]][8] == "cancelled");
    }

    [Fact]
    public void Refunds_AreOfCancelledOrdersThatWerePaid()
    {
        Dictionary<string, string[]> accepted = payments.Where(row => row[5] == "accepted").ToDictionary(row => row[1]);
        string[][] refunds = [.. payments.Where(row => row[5] == "refunded")];
        refunds.Should().HaveCountGreaterThan(20).And.OnlyContain(row => orders[row[1]][8] == "cancelled" && accepted[row[1]][4] == row[4]
            && SmallWorld.Moment(row[2]) >= SmallWorld.Moment(accepted[row[1]][2]).AddDays(1));
    }

    [Fact]
    public void CashOnDelivery_IsPaidWhenTheParcelComes()
    {
        string[][] cash = [.. payments.Where(row => row[3] == "cash_on_delivery")];
        cash.Should().HaveCountGreaterThan(100).And.OnlyContain(row => row[5] == "accepted" && SmallWorld.Moment(row[2]) > SmallWorld.Moment(orders[row[1]][1]).AddDays(1));
        payments.Select(row => row[3]).Distinct().Should().BeEquivalentTo("card", "wallet", "cash_on_delivery", "bank_transfer");
        payments.Select(row => row[0]).Should().OnlyHaveUniqueItems();
    }
}
