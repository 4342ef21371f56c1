using Kmen.World.Chance;

namespace Kmen.World.People;

internal sealed partial class Census
{
    // What somebody of no honesty at all gives falsely, in ten thousandths; it falls with the third power of what is missing to full honesty.
    const int FalseBirthDates = 6000;
    const int FalsePhones = 5500;
    const int ThrowAways = 4000;
    const int Mistypes = 2000;

    // Last of all: who says what they are asked, and who does not, on opening an account. Who lends an address or a number to the household gives their own.
    void ReadHonesty(int index, Person person)
    {
        var draws = Draws.For(seed, Topic.Honesty, index);
        person.Honesty = Math.Max(draws.Below(256), draws.Below(256));
        long missing = 255 - person.Honesty;
        int Share(int most) => (int)(most * missing * missing * missing / (255 * 255 * 255));

        bool liesAboutBirth = draws.Chance(Share(FalseBirthDates));
        bool liesAboutPhone = draws.Chance(Share(FalsePhones));
        bool throwsAway = draws.Chance(Share(ThrowAways));
        bool mistypes = draws.Chance(Share(Mistypes));
        DateOnly birth = FalseBirthDate(person.BirthDate, ref draws);
        person.StatedBirthDate = person.HasAccount && liesAboutBirth ? birth : person.BirthDate;
        person.GivesFalsePhone = person.HasAccount && person.HasPhone && person.OwnsPhone && liesAboutPhone;
        person.FirstMailbox = !(person.HasAccount && person.HasEmail && person.OwnsEmail) ? FirstMailbox.Own
            : throwsAway ? FirstMailbox.ThrowAway
            : mistypes ? FirstMailbox.Mistyped
            : FirstMailbox.Own;
        person.FirstMailboxEndsAt = person.FirstMailbox switch
        {
            FirstMailbox.ThrowAway => person.ArrivalAt + (86_400 * (1 + draws.Below(20))),
            FirstMailbox.Mistyped => long.MinValue,
            _ => Person.Never,
        };
    }

    // The first of January of a round year, or the right day of a wrong one.
    static DateOnly FalseBirthDate(DateOnly birth, ref Draws draws)
    {
        DateOnly round = new(1950 + (5 * draws.Below(11)), 1, 1);
        int years = 1 + draws.Below(9);
        DateOnly shifted = birth.Year + years > 2000 || draws.Chance(3000) ? birth.AddYears(-years) : birth.AddYears(years);
        return draws.Chance(5000) && round != birth ? round : shifted;
    }
}
