namespace Kmen.Activation.Consent;

/// <summary>
/// SQL that makes differently written addresses comparable. It knows nothing of how a workspace normalises, because it checks what that made:
/// e-mail addresses without case and blanks, telephone numbers by their last nine digits (so that the country's prefix may be written or left out),
/// anything else without case and outer blanks.
/// </summary>
internal static class AddressKeys
{
    /// <summary>The key under which a given consent counts.</summary>
    internal static string Given(string address) => Key(address, $"lower({Bare(address)})");

    /// <summary>The key under which a withdrawal counts: wider, as what follows a <c>+</c> before the <c>@</c> is left out.</summary>
    internal static string Withdrawn(string address) => Key(address, $"regexp_replace(lower({Bare(address)}), '[+][^@]*@', '@')");

    static string Key(string address, string email)
    {
        var digits = $"regexp_replace({address}, '[^0-9]', '', 'g')";
        return $"case when contains({address}, '@') then {email} when length({digits}) between 7 and 15 then right({digits}, 9) else lower({Bare(address)}) end";
    }

    static string Bare(string address) => $"trim({address}, ' \t\r\n\u00a0')";
}
