using System.Text;

namespace Kmen.World.People;

/// <summary>A name in the forms that exports need: as written, without accents, and for an address of e-mail.</summary>
internal sealed class Name
{
    const string Accented = "áäąâăćčçďđéěęëíîĺľłńňóôöőŕřśšşťţúůüűýźžż";
    const string Folded = "aaaaacccddeeeeiilllnnoooorrsssttuuuuyzzz";
    static readonly Encoding Windows1250 = CodePagesEncodingProvider.Instance.GetEncoding(1250)!;

    public Name(string text)
    {
        Text = text;
        Utf8 = Encoding.UTF8.GetBytes(text);
        Written = Windows1250.GetBytes(text);
        string folded = Fold(text);
        Plain = Encoding.ASCII.GetBytes(folded);
        Mailbox = Encoding.ASCII.GetBytes(new string([.. folded.ToLowerInvariant().Where(char.IsAsciiLetter)]));
    }

    public string Text { get; }

    /// <summary>In Windows-1250.</summary>
    public byte[] Written { get; }

    /// <summary>In UTF-8.</summary>
    public byte[] Utf8 { get; }

    /// <summary>Without accents.</summary>
    public byte[] Plain { get; }

    /// <summary>Lower-case ASCII letters only.</summary>
    public byte[] Mailbox { get; }

    /// <summary>The text in ASCII.</summary>
    public static byte[] WithoutAccents(string text) => Encoding.ASCII.GetBytes(Fold(text));

    static string Fold(string text) => string.Create(text.Length, text, (span, source) =>
    {
        for (int i = 0; i < span.Length; i++)
        {
            char letter = source[i];
            int at = Accented.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal);
            char plain = at < 0 ? letter : Folded[at];
            span[i] = at >= 0 && char.IsUpper(letter) ? char.ToUpperInvariant(plain) : plain;
        }
    });
}
