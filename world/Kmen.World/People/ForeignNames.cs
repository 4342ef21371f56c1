using Kmen.World.Chance;

namespace Kmen.World.People;

/// <summary>Names of people from elsewhere, by origin; short lists, invented but for the names themselves.</summary>
internal static class ForeignNames
{
    /// <summary>By the origin's number less one, as the truth writes it.</summary>
    public static readonly string[] Origins = ["SK", "UA", "VN", "DE"];

    /// <summary>First names that each origin has of each sex.</summary>
    public const int FirstCount = 6;

    /// <summary>Surnames that each origin has.</summary>
    public const int LastCount = 6;

    /// <summary>Women's first names, an origin after the other.</summary>
    public static readonly string[] Women =
    [
        "Zuzana", "Katarína", "Andrea", "Mária", "Ľubica", "Monika", "Oksana", "Olena", "Iryna", "Natalija", "Svitlana", "Halyna",
        "Nguyet", "Linh", "Huong", "Thao", "Mai", "Lan", "Sabine", "Ursula", "Heike", "Petra", "Claudia", "Birgit",
    ];

    /// <summary>Men's first names, likewise.</summary>
    public static readonly string[] Men =
    [
        "Ján", "Jozef", "Juraj", "Marek", "Ľuboš", "Peter", "Oleksandr", "Serhij", "Andrij", "Vasyl", "Ivan", "Mykola",
        "Minh", "Hung", "Tuan", "Duc", "Nam", "Long", "Thomas", "Stefan", "Jürgen", "Klaus", "Andreas", "Uwe",
    ];

    /// <summary>Surnames with the women's form behind the men's.</summary>
    public static readonly (string Men, string Women)[] Last =
    [
        ("Kováč", "Kováčová"), ("Horváth", "Horváthová"), ("Varga", "Vargová"), ("Tóth", "Tóthová"), ("Baláž", "Balážová"), ("Molnár", "Molnárová"),
        ("Ševčenko", "Ševčenko"), ("Kovalenko", "Kovalenko"), ("Bondarenko", "Bondarenko"), ("Melnyk", "Melnyk"), ("Tkačuk", "Tkačuk"), ("Kravčenko", "Kravčenko"),
        ("Nguyen", "Nguyen"), ("Tran", "Tran"), ("Pham", "Pham"), ("Hoang", "Hoang"), ("Vu", "Vu"), ("Dang", "Dang"),
        ("Müller", "Müller"), ("Schmidt", "Schmidt"), ("Fischer", "Fischer"), ("Weber", "Weber"), ("Wagner", "Wagner"), ("Becker", "Becker"),
    ];

    /// <summary>0 for those from here, otherwise the origin's number.</summary>
    public static int DrawOrigin(ref Draws draws) => draws.Chance(250) ? 1 + (draws.Below(10) switch { < 5 => 0, < 8 => 1, 8 => 2, _ => 3 }) : 0;
}
