using Kmen.World.Chance;
using Kmen.World.Lives;
using Kmen.World.People;

namespace Kmen.World.Exports;

internal sealed partial class Writing
{
    const int TripGap = 110;

    static readonly (byte[] Country, byte[] Place)[] Destinations =
    [
        ([.. "HR"u8], [.. "Split"u8]), ([.. "HR"u8], [.. "Pula"u8]), ([.. "GR"u8], [.. "Rhodos"u8]), ([.. "IT"u8], [.. "Jesolo"u8]),
        ([.. "AT"u8], [.. "Zell am See"u8]), ([.. "EG"u8], [.. "Hurghada"u8]), ([.. "SK"u8], [.. "Poprad"u8]), ([.. "ES"u8], [.. "Mallorca"u8]),
        ([.. "CZ"u8], [.. "Lipno"u8]), ([.. "PL"u8], [.. "Krakow"u8]),
    ];

    // A bank that shares what it would lend, by phone number, once a year a person; one person in eight.
    void WriteBank()
    {
        Person person = life.Person;
        var draws = Draws.For(world.Seed, Topic.AddOn, person.Index);
        bool isClient = draws.Chance(1250) & person.HasPhone & person.OwnsPhone;
        int phase = draws.Below(365);
        if (!isClient)
        {
            return;
        }

        int age = world.Calendar.Date(0).Year - person.BirthDate.Year;
        int income = world.Places.Income(person.Place) * (age is > 24 and < 63 ? 100 : 60) / 100 * draws.Between(50, 190) / 100;
        int first = Math.Max(from, 0);
        for (int day = first + ((phase - (first % 365) + 365) % 365); day < world.End; day += 365)
        {
            long at = world.Calendar.Midnight(day);
            if (day < person.ArrivalDay)
            {
                continue;
            }

            int number = life.PhoneAt(at);
            ByteWriter row = On(Source.BankCapacity).Row();
            contacts.PlainPhone(row, person, number);
            Identify(IdentityKind.Phone, number);
            row.Put(Comma);
            Date(row, world.Calendar.Date(day));
            var own = Draws.For(world.Seed, Topic.AddOn, person.Index, 10 + (day / 365));
            row.Put(Comma).Money(income * 100L * own.Between(4, 11)).Put(Comma).Put(age < 21 ? "none\n"u8 : income < 28_000 ? "low\n"u8 : income < 45_000 ? "middle\n"u8 : "high\n"u8);
        }
    }

    // A travel agency's customers, one person in twelve: what they search for, and what some of them book.
    void WriteTravel()
    {
        Person person = life.Person;
        var draws = Draws.For(world.Seed, Topic.AddOn, person.Index, 1);
        if (!draws.Chance(800) || !person.HasEmail || !person.OwnsEmail)
        {
            return;
        }

        int guests = 1 + draws.Below(person.HouseholdSize + 1);
        int liked = draws.Below(Destinations.Length);
        int day = Math.Max(person.ArrivalDay, -SocialBefore);
        for (int number = 0; ; number++)
        {
            day += 1 + (int)(Quantiles.Exponential(ref draws) * TripGap / Quantiles.One);
            if (day >= world.End)
            {
                return;
            }

            int place = draws.Chance(6000) ? liked : draws.Below(Destinations.Length);
            int nights = draws.Chance(5000) ? 7 : 2 + draws.Below(13);
            int leaves = day + 20 + draws.Below(150);
            int booked = draws.Chance(3500) ? day + 1 + draws.Below(10) : int.MaxValue;
            long at = world.Calendar.Moment(day, (17 * 3600) + draws.Below(6 * 3600));
            int price = nights * guests * draws.Between(2800, 9900);
            if (Falls(day))
            {
                WriteWish(number, place, day, leaves, nights, guests, at);
            }

            if (Falls(booked))
            {
                WriteStay(number, place, booked, leaves, nights, guests, price);
            }
        }
    }

    void WriteWish(int number, int place, int day, int leaves, int nights, int guests, long at)
    {
        ByteWriter row = On(Source.TravelWishes, day).Row().Put(",\n{\"wish_id\":\"w"u8).Hex(world.Ids.Of(Subject.Wish, life.Person.Index, number, 0))
            .Put("\",\"searched_at\":\""u8).Moment(at, (byte)'T').Put("Z\",\"email\":\""u8);
        int address = life.EmailAt(at);
        contacts.Email(row, life.Person, address);
        Identify(IdentityKind.Email, address);
        row.Put("\",\"wished_destination\":{\"country\":\""u8).Put(Destinations[place].Country).Put("\",\"place\":\""u8).Put(Destinations[place].Place).Put("\"},\"arrives_on\":\""u8);
        Date(row, world.Calendar.Date(leaves));
        row.Put("\",\"stay_nights\":"u8).Number(nights).Put(",\"guests\":"u8).Number(guests).Put((byte)'}');
    }

    void WriteStay(int number, int place, int booked, int leaves, int nights, int guests, int price)
    {
        long at = world.Calendar.Moment(booked, 10 * 3600);
        ByteWriter row = On(Source.TravelStays, booked).Row().Put("h"u8).Hex(world.Ids.Of(Subject.Stay, life.Person.Index, number, 0)).Put(Semicolon).Moment(at).Put(Semicolon);
        int address = life.EmailAt(at);
        contacts.Email(row, life.Person, address);
        Identify(IdentityKind.Email, address);
        row.Put(Semicolon).Put(Destinations[place].Country).Put(Semicolon).Put(Destinations[place].Place).Put(Semicolon);
        Date(row, world.Calendar.Date(leaves));
        row.Put(Semicolon).Number(nights).Put(Semicolon).Number(guests).Put(Semicolon).Money(price, (byte)',').Put("\r\n"u8);
    }
}
