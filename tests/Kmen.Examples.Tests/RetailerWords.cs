using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Kmen.Examples.Tests;

/// <summary>The column names of all workspaces of the repository, and where texts use them.</summary>
internal static class RetailerWords
{
    static readonly string[] Ignored = ["artifacts", "bin", "obj", "node_modules", "published", ".kmen", ".git"];

    /// <summary>
    /// Names that a workspace's sources share with the engine, because they are the engine's own words: the contract of consents, audiences and events, the
    /// headers of models, the tables that it makes, the fields of its reports. Whatever else a workspace calls its columns, the engine must not know.
    /// </summary>
    public static IReadOnlySet<string> OfTheEngine { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        // Consents, audiences, identities: what a workspace declares to the engine.
        "person_id", "source", "record_id", "as_of", "purpose", "channel", "address", "address_type", "action", "stated_at", "event_at", "reason",
        // The two types of addresses that the proof of consent normalises in its own way, and the documentation names.
        "email", "phone",
        // Headers and tables of the engine.
        "description", "Description", "name", "type", "status", "outcome", "line_number", "sent_at", "url", "query", "updated_at",
        // Plain English in messages and local names.
        "age", "week", "country",
    };

    /// <summary>Every column of every source, by its name in SQL and its header in the files.</summary>
    public static IReadOnlySet<string> OfWorkspaces() => Files(Repository.Root, "kmen.yml").SelectMany(Columns).ToHashSet(StringComparer.Ordinal);

    /// <summary>The names that stand as whole words in texts of a folder, with where.</summary>
    public static IEnumerable<string> UsedIn(string folder, string pattern, IEnumerable<string> names)
    {
        var words = new Regex($@"\b({string.Join('|', names.SelectMany(Spellings).Distinct().Select(Regex.Escape))})\b", RegexOptions.CultureInvariant);
        return from file in Files(Path.Combine(Repository.Root, folder), pattern)
               from line in File.ReadLines(file)
               from Match match in words.Matches(line)
               select $"{Path.GetRelativePath(Repository.Root, file)}: {match.Value}";
    }

    static IEnumerable<string> Columns(string file)
    {
        var yaml = new YamlStream();
        using var reader = new StreamReader(file);
        yaml.Load(reader);
        foreach (var (_, source) in (YamlMappingNode)yaml.Documents[0].RootNode["sources"])
        {
            foreach (var (name, column) in (YamlMappingNode)source["columns"])
            {
                yield return ((YamlScalarNode)name).Value!;
                if (column is YamlMappingNode contract && contract.Children.TryGetValue("header", out var header))
                {
                    yield return ((YamlScalarNode)header).Value!;
                }
            }
        }
    }

    /// <summary>A name of several words also as C# writes it: <c>customer_id</c>, <c>CustomerId</c>, <c>customerId</c>.</summary>
    static IEnumerable<string> Spellings(string name)
    {
        yield return name;
        if (name.Contains('_', StringComparison.Ordinal))
        {
            var pascal = string.Concat(name.Split('_').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
            yield return pascal;
            yield return char.ToLowerInvariant(pascal[0]) + pascal[1..];
        }
    }

    static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Concat(Directory.EnumerateDirectories(folder)
            .Where(inner => !Ignored.Contains(Path.GetFileName(inner))).SelectMany(inner => Files(inner, pattern)));
}
