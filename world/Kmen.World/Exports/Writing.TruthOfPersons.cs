using System.Runtime.InteropServices;
using System.Text;
using Kmen.World.Chance;
using Kmen.World.Lives;
using Kmen.World.People;
using Kmen.World.Shop;

namespace Kmen.World.Exports;

internal sealed partial class Writing
{
    static readonly byte[][] Labels = [.. Departments.All.Select(department => Encoding.UTF8.GetBytes(department.Name))];
    static readonly byte[][] Chronotypes = [[.. "early"u8], [.. "ordinary"u8], [.. "late"u8]];
    static readonly byte[][] Origins = [[.. "CZ"u8], .. ForeignNames.Origins.Select(Encoding.UTF8.GetBytes)];
    readonly Life ahead = new(world);

    // Once a person, when they first meet the retailer; what may change is said again when it does.
    void WriteTruth()
    {
        Person person = life.Person;
        if (isHistory || Falls(person.ArrivalDay))
        {
            WritePerson(person);
            WriteHousehold(person);
            WriteTraits(person);
            WritePatterns(person);
            WriteChurn(person);
            WriteEffects();
            WriteNextPurchase(isHistory ? life : Ahead(person));
        }
        else if (HasBought() || WasReached())
        {
            WriteNextPurchase(Ahead(person));
        }
    }

    Life Ahead(Person person)
    {
        ahead.Follow(person.Index, world.End, world.End + Blueprint.Foresight);
        return ahead;
    }

    bool HasBought()
    {
        foreach (ref readonly Purchase purchase in CollectionsMarshal.AsSpan(life.Purchases))
        {
            if (Falls(purchase.Day))
            {
                return true;
            }
        }

        return false;
    }

    bool WasReached()
    {
        foreach (ref readonly Reaction reaction in CollectionsMarshal.AsSpan(life.Reactions))
        {
            if (Falls(world.Calendar.DayOf(reaction.Message.SentAt)))
            {
                return true;
            }
        }

        return false;
    }

    void WritePerson(Person person)
    {
        ByteWriter row = On(Source.Persons).Row();
        row.Number(person.Index).Put(Comma).Number(person.Household).Put(Comma).Moment(person.ArrivalAt).Put(person.IsWoman ? ",F,"u8 : ",M,"u8);
        Date(row, person.BirthDate);
        row.Put(person.HasAccount ? ",true,"u8 : ",false,"u8).Put(Origins[person.Origin]).Put(NewLine);
    }

    // Said by the member who meets the retailer first.
    void WriteHousehold(Person person)
    {
        for (int member = person.Household; member < person.Household + person.HouseholdSize; member++)
        {
            int arrival = world.Arrivals.Day(member);
            if (arrival < person.ArrivalDay || (arrival == person.ArrivalDay && member < person.Index))
            {
                return;
            }
        }

        ByteWriter row = On(Source.Households).Row();
        row.Number(person.Household).Put(Comma).Number(person.HouseholdSize).Put(Comma);
        WritePlace(row, person.Place);
        row.Put(Comma).Number(world.Places[person.Place].Postcode).Put(Comma);
        if (person.MoveAt == Person.Never)
        {
            row.Put(",,\n"u8);
            return;
        }

        row.Moment(person.MoveAt).Put(Comma);
        WritePlace(row, person.LaterPlace);
        row.Put(NewLine);
    }

    void WritePlace(ByteWriter row, int place) =>
        row.Put(world.Places[place].Name.Utf8).Put(Comma).Put(world.Places.Districts[world.Places[place].District].Name.Utf8);

    void WriteTraits(Person person)
    {
        ByteWriter row = On(Source.Traits).Row();
        row.Number(person.Index).Put(Comma).Thousandths(person.NeedRate * 1000 / Quantiles.One).Put(person.IsRegular ? ",true,"u8 : ",false,"u8)
            .Number(person.PriceSensitivity).Put(Comma).Number(person.ShopShare).Put(Comma).Number(person.Openness).Put(Comma)
            .Number(person.Decisiveness).Put(Comma).Number(person.Patience).Put(Comma).Number(person.Luxury).Put(Comma).Put(Chronotypes[person.Chronotype]).Put(Comma);
        row.Put(Labels[person.FirstInterest]).Put((byte)'|').Put(Labels[person.SecondInterest]).Put((byte)'|').Put(Labels[person.ThirdInterest]).Put(Comma);
        row.Number(person.Honesty).Put(Comma).Put(Flag(person.StatesBirthDate && person.HasAccount && person.StatedBirthDate != person.BirthDate)).Put(Comma)
            .Put(Flag(person.GivesFalsePhone)).Put(person.FirstMailbox switch
            {
                FirstMailbox.ThrowAway => ",throw_away\n"u8,
                FirstMailbox.Mistyped => ",mistyped\n"u8,
                _ => ",own\n"u8,
            });
    }

    void WritePatterns(Person person)
    {
        WritePattern(person, person.Timing);
        WritePattern(person, person.Basket);
        WritePattern(person, person.Conduct);
    }

    void WritePattern(Person person, Pattern pattern)
    {
        if (pattern != Pattern.None)
        {
            ByteWriter row = On(Source.PatternMembers).Row().Number(person.Index).Put(Comma).Put(Patterns.Name(pattern)).Put(Comma);
            row.Moment(pattern == Pattern.SilentLeaver ? world.Calendar.Midnight(person.DropoutDay - Census.LeavingDays) : person.ArrivalAt).Put(NewLine);
        }
    }

    void WriteChurn(Person person) =>
        On(Source.Churn).Row().Number(person.Index).Put(Comma).Moment(world.Calendar.Midnight(person.DropoutDay))
            .Put(person.Dies ? ",died\n"u8 : person.Conduct == Pattern.SilentLeaver ? ",silent_leaving\n"u8 : ",lost_interest\n"u8);

    // What the person will buy if nothing more reaches them through a channel.
    void WriteNextPurchase(Life future)
    {
        long next = long.MaxValue;
        int count = 0;
        long amount = 0;
        foreach (ref readonly Purchase purchase in CollectionsMarshal.AsSpan(future.Purchases))
        {
            if (purchase.At < end || purchase.Day >= world.End + Blueprint.Foresight || purchase.Has(PurchaseDetails.Cancelled))
            {
                continue;
            }

            next = Math.Min(next, purchase.At);
            if (purchase.Day < world.End + 14)
            {
                count++;
                amount += Till.Totals(world, future.Person, purchase).Lines;
            }
        }

        ByteWriter row = On(Source.NextPurchases).Row();
        row.Number(future.Person.Index).Put(Comma).Moment(end).Put(Comma);
        if (next < long.MaxValue)
        {
            row.Moment(next);
        }

        row.Put(Comma).Number(count).Put(Comma).Money(amount).Put(NewLine);
    }

    static void Date(ByteWriter row, DateOnly date) => row.Date(date);
}
