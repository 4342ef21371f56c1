using Kmen.World.Chance;
using Kmen.World.People;

namespace Kmen.World.Exports;

internal sealed partial class Writing
{
    const byte Semicolon = (byte)';';

    void WriteCustomers()
    {
        Person person = life.Person;
        if (person.HasAccount && person.ArrivalAt < end)
        {
            WriteCustomer(person.ArrivalAt, false);
        }

        if (person.SecondAccountAt < end)
        {
            WriteCustomer(person.SecondAccountAt, true);
        }
    }

    void WriteCustomer(long registered, bool second)
    {
        Person person = life.Person;
        var draws = Draws.For(world.Seed, Topic.Account, person.Index, second ? 2 : 1);
        bool showsPhone = person.HasPhone && (!second | draws.Chance(5000));
        bool showsBirth = person.StatesBirthDate & (!second | draws.Chance(6000));
        bool showsAddress = draws.Chance(second ? 6000 : 9200);
        bool showsEmail = second || person.HasEmail;
        long updated = Math.Max(Math.Max(registered, Latest(person.SurnameChangeAt)), Latest(showsAddress ? person.MoveAt : Person.Never));
        updated = Math.Max(updated, Latest(showsEmail && !second ? person.OwnerEmailChangeAt : Person.Never));
        updated = Math.Max(updated, Latest(showsPhone && !person.GivesFalsePhone ? person.OwnerPhoneChangeAt : Person.Never));
        ByteWriter row = On(Source.Customers).Row();
        row.Number(world.Ids.Customer(person.Index, second)).Put(Semicolon);
        WriteNames(row, second, ref draws);
        row.Put(person.StatesSex ? person.IsWoman ? "F;"u8 : "M;"u8 : ";"u8);
        if (showsBirth)
        {
            DateOnly birth = person.StatedBirthDate;
            row.Digits(birth.Day, 2).Put((byte)'.').Digits(birth.Month, 2).Put((byte)'.').Digits(birth.Year, 4);
        }

        row.Put(Semicolon);
        bool isNew = updated >= begin;
        WriteContacts(row, second, showsEmail, showsPhone, isNew);
        WriteAddress(row, showsAddress, draws.Chance(5000));
        row.Put(Semicolon).Moment(registered).Put(Semicolon).Moment(updated).Put("\r\n"u8);
        if (Falls(registered))
        {
            Identify(IdentityKind.Customer, second ? 1 : 0);
        }
    }

    long Latest(long change) => change < end ? change : long.MinValue;

    void WriteContacts(ByteWriter row, bool second, bool showsEmail, bool showsPhone, bool isNew)
    {
        Person person = life.Person;
        if (showsEmail)
        {
            int number = second ? 3 : life.EmailAt(end - 1);
            contacts.TypedEmail(row, person, number, Source.Customers);
            if (isNew)
            {
                Identify(IdentityKind.Email, number);
            }
        }

        row.Put(Semicolon);
        if (showsPhone)
        {
            int number = person.GivesFalsePhone ? Contacts.FalsePhone : life.PhoneAt(end - 1);
            contacts.Phone(row, person, number, Source.Customers);
            if (isNew)
            {
                Identify(IdentityKind.Phone, number);
            }
        }

        row.Put(Semicolon);
        if (person.HasCard && !second)
        {
            contacts.Card(row, person);
            if (isNew)
            {
                Identify(IdentityKind.LoyaltyCard, 0);
            }
        }

        row.Put(Semicolon);
    }

    // Some leave the accents out, some make a slip, a few put the names into each other's fields; a second account has more of it.
    void WriteNames(ByteWriter row, bool second, ref Draws draws)
    {
        Person person = life.Person;
        bool plain = draws.Chance(second ? 2500 : 600);
        int slip = draws.Chance(second ? 900 : 150) ? draws.Below(2) : -1;
        bool swapped = draws.Chance(80);
        int surname = person.SurnameChangeAt < end && !second ? person.LaterSurname : person.Surname;
        Name first = world.FirstNames.Of(person.IsWoman, person.FirstName);
        Name last = world.Surnames.Of(person.IsWoman, surname);
        (first, last) = swapped ? (last, first) : (first, last);
        WriteName(row, plain ? first.Plain : first.Written, slip == 0, ref draws);
        row.Put(Semicolon);
        WriteName(row, plain ? last.Plain : last.Written, slip == 1, ref draws);
        row.Put(Semicolon);
    }

    static void WriteName(ByteWriter row, byte[] name, bool slips, ref Draws draws)
    {
        int start = row.Length;
        row.Put(name);
        if (slips && name.Length > 3)
        {
            Span<byte> written = row.From(start);
            int place = 1 + draws.Below(name.Length - 2);
            (written[place], written[place + 1]) = (written[place + 1], written[place]);
        }
    }

    void WriteAddress(ByteWriter row, bool shows, bool spaced)
    {
        if (!shows)
        {
            row.Put(";;"u8);
            return;
        }

        Person person = life.Person;
        bool moved = person.MoveAt < end;
        Place place = world.Places[moved ? person.LaterPlace : person.Place];
        var draws = Draws.For(world.Seed, Topic.Household, person.Household, moved ? 4 : 3);
        row.Put(place.HasStreets ? world.Streets.Draw(ref draws).Written : place.Name.Written).Put((byte)' ');
        row.Number(1 + draws.Below(place.HasStreets ? 900 : 240));
        if (place.HasStreets && draws.Chance(4000))
        {
            row.Put((byte)'/').Number(1 + draws.Below(60));
        }

        int postcode = place.IsPrague ? 10_000 + (draws.Below(10) * 1000) : place.Postcode;
        row.Put(Semicolon).Put(place.Name.Written).Put(Semicolon).Digits(postcode / 100, 3).Put(spaced ? " "u8 : ""u8).Digits(postcode % 100, 2);
    }
}
