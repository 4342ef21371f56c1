using Kmen.World.Chance;

namespace Kmen.World.Shop;

/// <summary>The categories of the retailer.</summary>
internal static class Departments
{
    static readonly int[] Even = [100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100];
    static readonly int[] Spring = [50, 60, 130, 190, 180, 150, 110, 90, 90, 70, 50, 40];
    static readonly int[] Summer = [60, 60, 80, 110, 140, 160, 150, 120, 90, 70, 60, 90];
    static readonly int[] Winter = [150, 120, 80, 60, 50, 50, 50, 60, 90, 120, 160, 190];
    static readonly int[] Gifts = [60, 70, 80, 80, 80, 80, 70, 80, 90, 100, 190, 240];
    static readonly int[] School = [110, 90, 80, 80, 80, 90, 110, 210, 180, 90, 80, 80];

    public static readonly Department[] All =
    [
        new("Elektronika", 199, 24_990, 6, 18, Gifts,
        [
            ("Sluchátka", ["sluchátka", "bezdrátová sluchátka"]), ("Mobilní telefony", ["telefon", "chytrý telefon"]), ("Televize", ["televizor"]),
            ("Příslušenství", ["nabíječka", "kabel", "pouzdro"]), ("Chytrá domácnost", ["žárovka", "zásuvka", "kamera"]),
        ]),
        new("Móda", 149, 3_490, 20, 8, Even,
        [
            ("Trička", ["tričko", "polokošile"]), ("Kalhoty", ["kalhoty", "džíny"]), ("Bundy", ["bunda", "kabát"]), ("Boty", ["boty", "tenisky"]),
            ("Doplňky", ["šála", "čepice", "opasek"]),
        ]),
        new("Dům a zahrada", 79, 9_990, 10, 13, Spring,
        [
            ("Nářadí", ["vrtačka", "kladivo", "pilka"]), ("Zahradní nábytek", ["křeslo", "stůl"]), ("Osvětlení", ["lampa", "svítidlo"]),
            ("Rostliny", ["semena", "cibule"]), ("Úklid", ["mop", "koště"]),
        ]),
        new("Kuchyně", 89, 6_990, 12, 5, Even,
        [
            ("Nádobí", ["pánev", "hrnec"]), ("Spotřebiče", ["mixér", "varná konvice", "toustovač"]), ("Nože", ["nůž", "sada nožů"]),
            ("Stolování", ["talíř", "hrnek"]), ("Pečení", ["forma", "plech"]),
        ]),
        new("Sport", 129, 12_990, 8, 12, Summer,
        [
            ("Cyklistika", ["helma", "světlo na kolo", "blatník"]), ("Běh", ["běžecké boty", "pás"]), ("Turistika", ["batoh", "stan"]),
            ("Fitness", ["činka", "podložka"]), ("Voda", ["plavky", "paddleboard"]),
        ]),
        new("Zimní sporty", 199, 15_990, 3, 5, Winter,
        [
            ("Lyže", ["sjezdové lyže", "běžky"]), ("Snowboard", ["snowboard", "vázání"]), ("Oblečení na sníh", ["lyžařské kalhoty", "rukavice"]),
            ("Brusle", ["brusle"]), ("Přilby", ["lyžařská helma", "brýle"]),
        ]),
        new("Hračky", 99, 3_990, 9, 5, Gifts,
        [
            ("Stavebnice", ["stavebnice"]), ("Panenky", ["panenka"]), ("Deskové hry", ["desková hra", "karetní hra"]), ("Plyš", ["plyšový medvěd", "plyšový pes"]),
            ("Autíčka", ["autíčko", "vláček"]),
        ]),
        new("Drogerie", 39, 890, 13, 5, Even,
        [
            ("Praní", ["prací gel", "aviváž"]), ("Péče o tělo", ["sprchový gel", "krém"]), ("Vlasy", ["šampon", "kondicionér"]),
            ("Zubní péče", ["zubní pasta", "kartáček"]), ("Parfémy", ["parfém", "toaletní voda"]),
        ]),
        new("Knihy", 99, 1_290, 9, 7, Gifts,
        [
            ("Beletrie", ["román"]), ("Detektivky", ["detektivka"]), ("Pro děti", ["pohádky", "leporelo"]), ("Kuchařky", ["kuchařka"]),
            ("Naučné", ["atlas", "příručka"]),
        ]),
        new("Chovatelské potřeby", 49, 2_490, 6, 5, Even,
        [
            ("Psi", ["granule", "vodítko"]), ("Kočky", ["kapsičky", "škrabadlo"]), ("Akvaristika", ["filtr", "krmivo"]), ("Hlodavci", ["klec", "podestýlka"]),
            ("Ptáci", ["zob", "krmítko"]),
        ]),
        new("Auto-moto", 69, 7_990, 2, 13, Even,
        [
            ("Oleje", ["motorový olej"]), ("Autokosmetika", ["autošampon", "vosk"]), ("Pneumatiky", ["letní pneumatika", "zimní pneumatika"]),
            ("Vybavení", ["střešní box", "koberečky"]), ("Motocykly", ["přilba na motocykl", "rukavice na motocykl"]),
        ]),
        new("Škola a kancelář", 19, 2_990, 5, 4, School,
        [
            ("Psací potřeby", ["pero", "tužky"]), ("Sešity", ["sešit", "blok"]), ("Aktovky", ["školní batoh", "penál"]), ("Papír", ["papír", "fotopapír"]),
            ("Kancelář", ["židle", "sešívačka"]),
        ]),
    ];

    static readonly Lottery Women = new([.. All.Select(department => (long)department.WomenWeight)], 4096);
    static readonly Lottery Men = new([.. All.Select(department => (long)department.MenWeight)], 4096);

    // What is given at feasts: electronics, toys, books, sport.
    static readonly int[] Gift = [0, 6, 6, 8, 8, 4];

    /// <summary>The index of a category to give from.</summary>
    public static int DrawGift(ref Draws draws) => Gift[draws.Below(Gift.Length)];

    /// <summary>The index of a category that a person may like.</summary>
    public static int Draw(bool woman, ref Draws draws) => (woman ? Women : Men).Draw(ref draws);
}
