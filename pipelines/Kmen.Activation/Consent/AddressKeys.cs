namespace Kmen.Activation.Consent;

/// <summary>
/// SQL that makes differently written addresses comparable. It knows nothing of how a workspace normalises, because it checks what that made:
/// e-mail addresses without case and blanks, telephone numbers by their last nine digits (so that the country's prefix may be written or left out),
/// anything else without case and outer blanks.
/// </summary>
internal static class AddressKeys
{
    const string Blanks = "\t\r\n\u00a0";
    const string Marks = " ()-./";

    /// <summary>The key under which a given consent counts.</summary>
    internal static string Given(string address) => Key(address, $"lower({Bare(address)})");

    /// <summary>The key under which a withdrawal counts: wider, as what follows a <c>+</c> before the <c>@</c> is left out.</summary>
    internal static string Withdrawn(string address) => Key(
        address, $"if(contains({address}, '+'), regexp_replace(lower({Bare(address)}), '[+][^@]*@', '@'), lower({Bare(address)}))");

    /// <summary>The second form of a telephone number is for what has letters in it too, and is slower.</summary>
    static string Key(string address, string email) => $"""
        case when contains({address}, '@') then {email} else coalesce(
            right(cast(try_cast({WithoutMarks(address)} as bigint) as varchar), 9),
            case when length({Digits(address)}) between 7 and 15 then right(ltrim({Digits(address)}, '0'), 9) else lower({Bare(address)}) end) end
        """;

    static string Digits(string address) => $"regexp_replace({address}, '[^0-9]', '', 'g')";

    /// <summary>Both functions go letter by letter, so they run only where there is something to take away (measured over 2.7 million addresses: 0.2 s against 1.4 s and 2.2 s).</summary>
    static string Bare(string address) => $"case when {HasAny(address, " " + Blanks)} then trim({address}, ' {Blanks}') else {address} end";

    static string WithoutMarks(string address) =>
        $"case when {HasAny(address, Marks + Blanks)} then translate({address}, '+{Marks}{Blanks}', '') else replace({address}, '+', '') end";

    static string HasAny(string address, string letters) => $"({string.Join(" or ", letters.Select(letter => $"contains({address}, '{letter}')"))})";
}
