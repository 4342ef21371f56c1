namespace DuckDB.NET.Bindings.Tests.Metadata;

internal static class MissingMembers
{
    /// <summary>What is referred to and not offered in the same form; for a changed member with the forms that are offered.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<MemberSignature> referred, IReadOnlySet<MemberSignature> offered) =>
    [
        .. referred.Where(member => !offered.Contains(member))
            .Select(member => Describe(member, offered))
            .Order(StringComparer.Ordinal),
    ];

    private static string Describe(MemberSignature member, IReadOnlySet<MemberSignature> offered)
    {
        var similar = offered.Where(other => other.Type == member.Type && NameOf(other) == NameOf(member) && other.Signature.Length > 0).ToList();
        return similar.Count == 0 ? member.ToString() : $"{member} (offered: {string.Join("; ", similar.Select(other => other.Signature))})";
    }

    private static string NameOf(MemberSignature member) => member.Signature.Split('(')[0].Split(' ')[^1];
}
