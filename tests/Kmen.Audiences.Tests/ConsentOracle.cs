namespace Kmen.Audiences.Tests;

/// <summary>The rules of consent in plain collections, statement by statement.</summary>
internal sealed class ConsentOracle(IReadOnlyList<Statement> statements, People people, DateTime asOf)
{
    enum Word
    {
        None,
        Given,
        Withdrawn,
    }

    /// <summary>The address at which a person may be reached, or null.</summary>
    public string? Reach(long person, string purpose, string channel, bool needsConsent, string addressType) => !IsAllowed(person, purpose, channel) ? null : people.Addresses
        .Where(row => row.Person == person && row.Type == addressType)
        .Select(row => row.Address!)
        .Where(address => LastWord(address, purpose, channel) == Word.Given || !needsConsent)
        .OrderByDescending(address => Latest(address, purpose, channel) ?? DateTime.MinValue).ThenBy(address => address, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>Whether a member at an address is one without consent.</summary>
    public bool IsLeak(long person, string? address, string purpose, string channel, bool needsConsent) =>
        !IsAllowed(person, purpose, channel) || address is null || (needsConsent && LastWord(address, purpose, channel) != Word.Given);

    bool IsAllowed(long person, string purpose, string channel) =>
        people.Addresses.Where(row => row.Person == person).All(row => LastWord(row.Address!, purpose, channel) != Word.Withdrawn);

    Word LastWord(string address, string purpose, string channel)
    {
        var word = Word.None;
        foreach (var said in About(address, purpose, channel).OrderBy(said => said.StatedAt ?? DateTime.MaxValue).ThenBy(said => said.Action == "given" ? 0 : 1))
        {
            word = said.Action != "given" ? Word.Withdrawn : said.StatedAt < asOf ? Word.Given : word;
        }

        return word;
    }

    DateTime? Latest(string address, string purpose, string channel) => About(address, purpose, channel).Max(said => said.StatedAt);

    IEnumerable<Statement> About(string address, string purpose, string channel) =>
        statements.Where(said => Normal(said.Address) == Normal(address) && said.Purpose == purpose && said.Channel == channel);

    static string Normal(string address) => address.Contains('@', StringComparison.Ordinal)
        ? address.Trim().ToLowerInvariant() : new string([.. address.Where(char.IsDigit)])[^9..];
}
