using System.Text;
using Kmen.World.Chance;

namespace Kmen.World.Exports;

/// <summary>What people write in Czech, from parts: an opening by tone, a matter by topic, an ending by tone. All of it is invented.</summary>
internal static class Phrases
{
    /// <summary>What questions to the support are about.</summary>
    public static readonly byte[][] Topics = [[.. "delivery"u8], [.. "invoice"u8], [.. "quality"u8], [.. "return"u8], [.. "advice"u8]];

    static readonly byte[][] Pleased = Bytes(
        "Dobrý den, nákup mi udělal velkou radost.", "Zdravím, minule jste mi skvěle pomohli, díky.", "Dobrý den, děkuji za rychlé vyřízení objednávky.",
        "Hezký den, jako vždy vše v pořádku, jen drobnost.");

    static readonly byte[][] Plain = Bytes(
        "Dobrý den,", "Dobrý den, mám dotaz.", "Zdravím,", "Dobrý den, prosím o informaci.", "Hezký den,");

    static readonly byte[][] Sour = Bytes(
        "Dobrý den, tohle už je opravdu špatné.", "Tak tohle mě zklamalo.", "Píšu vám už podruhé a nikdo nereaguje!", "Jsem velmi nespokojený zákazník.",
        "To snad nemyslíte vážně.", "Dobrý den, čekám a čekám, je to ostuda.");

    static readonly byte[][][] Matters =
    [
        Bytes("Kdy dorazí moje objednávka?", "Zásilka stále nedorazila.", "Dopravce mi neřekl, kdy přijede."),
        Bytes("Potřebuji fakturu na firmu.", "Na faktuře chybí IČO.", "Částka na faktuře nesouhlasí s účtenkou."),
        Bytes("Výrobek po týdnu přestal fungovat.", "Zboží přišlo poškozené.", "Barva je jiná než na obrázku."),
        Bytes("Jak mohu zboží vrátit?", "Kdy dostanu peníze za vrácené zboží?", "Chci odstoupit od smlouvy."),
        Bytes("Hodí se to i pro děti?", "Máte k tomu náhradní díly?", "Která velikost je pro mě ta správná?"),
    ];

    static readonly byte[][] PleasedEndings = Bytes("Předem díky, s vámi je radost nakupovat.", "Děkuji a přeji pěkný den.", "Díky, jste skvělí.");
    static readonly byte[][] PlainEndings = Bytes("Děkuji za odpověď.", "Děkuji.", "S pozdravem", "Předem díky za informaci.");
    static readonly byte[][] SourEndings = Bytes(
        "Příště nakoupím jinde.", "Tohle je naposledy, co jsem u vás nakoupil.", "Okamžitě to napravte.", "Nikomu vás nedoporučím.", "Takový přístup je k vzteku.");

    static readonly byte[][] Answers = Bytes(
        "Dobrý den, omlouváme se za potíže a vše prověříme.", "Dobrý den, děkujeme za zprávu, podrobnosti posíláme e-mailem.", "Dobrý den, vyřízeno, děkujeme za trpělivost.");

    static readonly byte[][][] Reviews =
    [
        Bytes("Rozbilo se po dvou dnech.", "Nekupovat, vyhozené peníze.", "Hrůza, vracím."),
        Bytes("Za tu cenu slabé.", "Čekal jsem víc.", "Obal poškozený, jinak nic moc."),
        Bytes("Ujde to.", "Průměr, splnilo účel.", "Dobré, ale dražší než jinde."),
        Bytes("Dobrá kvalita za rozumnou cenu.", "Spokojenost, jen dodání trvalo.", "Funguje, jak má."),
        Bytes("Výborné, doporučuji.", "Přesně podle popisu, rychlé dodání.", "Nejlepší nákup za dlouhou dobu."),
    ];

    public static ReadOnlySpan<byte> Review(int stars, ref Draws draws) => Any(Reviews[stars - 1], ref draws);

    public static ReadOnlySpan<byte> Answer(ref Draws draws) => Any(Answers, ref draws);

    public static byte[] Ticket(Tone tone, int topic, ref Draws draws)
    {
        byte[] opening = Any(tone switch { Tone.Pleased => Pleased, Tone.Plain => Plain, _ => Sour }, ref draws);
        byte[] matter = Any(Matters[topic], ref draws);
        byte[] ending = Any(tone switch { Tone.Pleased => PleasedEndings, Tone.Plain => PlainEndings, _ => SourEndings }, ref draws);
        return [.. opening, (byte)' ', .. matter, (byte)' ', .. ending];
    }

    static byte[] Any(byte[][] all, ref Draws draws) => all[draws.Below(all.Length)];

    static byte[][] Bytes(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
