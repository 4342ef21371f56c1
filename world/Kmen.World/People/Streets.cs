using Kmen.World.Chance;

namespace Kmen.World.People;

/// <summary>Names of streets that most Czech towns have; the choice and the order are ours.</summary>
internal sealed class Streets
{
    static readonly string[] Texts =
    [
        "Nádražní", "Husova", "Školní", "Zahradní", "Palackého", "Žižkova", "Komenského", "Lipová", "Polní", "Krátká", "Dlouhá", "Masarykova",
        "Riegrova", "Smetanova", "Dvořákova", "Jiráskova", "Havlíčkova", "Nerudova", "Tyršova", "Sokolská", "Luční", "Lesní", "Sadová", "Květinová",
        "Okružní", "Na Výsluní", "Pod Lesem", "U Potoka", "K Lomu", "Na Kopci", "Za Humny", "Mlýnská", "Hlavní", "Náměstí Míru", "Tovární", "Kostelní",
        "Farní", "Hřbitovní", "Brněnská", "Pražská", "Vídeňská", "Slovanská", "Revoluční", "Svobody", "Čapkova", "Wolkerova", "Bezručova", "Erbenova",
        "Mánesova", "Alšova", "Švermova", "Šafaříkova", "Jungmannova", "Dobrovského", "Březová", "Dubová", "Javorová", "Kaštanová", "Třešňová", "Višňová",
    ];

    static readonly Name[] Names = [.. Texts.Select(text => new Name(text))];

    readonly Lottery byRank = Lottery.ByRank(Names.Length, 10, 4096);

    public Name Draw(ref Draws draws) => Names[byRank.Draw(ref draws)];
}
