namespace Kmen.Workspace.Configuration.Reading;

/// <summary>
/// The keys that the reader has asked for, by section, with <c>*</c> for names that the author chooses: <c>sources.*.columns.*</c>.
/// What was never asked for is unknown; a test holds the JSON schema to the same list.
/// </summary>
sealed class KeyTrace
{
    readonly Dictionary<string, List<string>> keys = [];

    /// <summary>Sections and their keys, in the order in which they were first asked for.</summary>
    public IReadOnlyDictionary<string, List<string>> Sections => keys;

    /// <summary>Notes that a key has a meaning in a section.</summary>
    public void Asked(string section, string key)
    {
        if (!keys.TryGetValue(section, out var known))
        {
            keys.Add(section, known = []);
        }

        if (!known.Contains(key))
        {
            known.Add(key);
        }
    }
}
