using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Kmen.Workspace.Configuration.Reading;

/// <content>Sections inside sections, and what the typed readers share.</content>
sealed partial class YamlSection
{
    string Shown => path.Length == 0 ? "" : path + ": ";

    /// <summary>A section of fixed keys; null where it is missing or wrong.</summary>
    public YamlSection? Section(string key, bool required = false)
    {
        var value = Value(key, required);
        if (value is null)
        {
            return null;
        }

        if (value is YamlMappingNode mapping)
        {
            return new YamlSection(file, Join(pattern, key), Join(path, key), mapping.Start, mapping);
        }

        Wrong(key, "must be a section of keys" + Instead(value) + ".", "Indent its keys below it, each as: key: value");
        return null;
    }

    /// <summary>
    /// The entries of a section whose keys are names that the author chooses, in the file's order. Names that are no lower-case identifiers are noted.
    /// </summary>
    /// <param name="key">The section's key.</param>
    /// <param name="required">Whether it must stand there with at least one entry.</param>
    /// <param name="shorthand">Reads an entry that is a plain text instead of a section, or null where that is not allowed.</param>
    /// <param name="read">Reads an entry; an entry without a value is an empty section.</param>
    public IReadOnlyList<T> Named<T>(string key, bool required, Func<string, string, YamlSection, T>? shorthand, Func<string, YamlSection, T> read)
    {
        if (Section(key, required) is not { } named)
        {
            return [];
        }

        if (required && named.entries.Count == 0)
        {
            Wrong(key, "must hold at least one entry.", null);
        }

        var items = new List<T>();
        foreach (var (name, place, value) in named.entries)
        {
            if (!IsIdentifier(name))
            {
                file.Findings.Add(
                    $"{named.Shown}{name} is no usable name.", file.At(place.Start),
                    "A name begins with a lower-case letter and goes on with lower-case letters, digits and _.");
            }

            switch (value)
            {
                case YamlMappingNode mapping:
                    items.Add(ReadEntry(name, new YamlSection(file, Join(named.pattern, "*"), Join(named.path, name), place.Start, mapping)));
                    break;
                case YamlScalarNode scalar when IsNull(scalar):
                    items.Add(ReadEntry(name, new YamlSection(file, Join(named.pattern, "*"), Join(named.path, name), place.Start, [])));
                    break;
                case YamlScalarNode scalar when shorthand is not null:
                    items.Add(shorthand(name, scalar.Value!, new YamlSection(file, Join(named.pattern, "*"), Join(named.path, name), scalar.Start, [])));
                    break;
                default:
                    named.Wrong(name, "must be a section of keys" + Instead(value) + ".", "Indent its keys below it, each as: key: value");
                    break;
            }
        }

        return items;

        T ReadEntry(string name, YamlSection entry)
        {
            var item = read(name, entry);
            entry.Done();
            return item;
        }
    }

    /// <summary>Pairs of texts in the file's order; the keys are free. Empty where the section is missing or wrong.</summary>
    public IReadOnlyDictionary<string, string> Pairs(string key)
    {
        var pairs = new Dictionary<string, string>();
        if (Section(key) is { } section)
        {
            foreach (var (name, _, _) in section.entries)
            {
                if (section.FreeText(name) is { } text)
                {
                    pairs.Add(name, text);
                }
            }
        }

        return pairs;
    }

    /// <summary>Notes an error of the section itself.</summary>
    public void WrongHere(string message, string? wayOut = null) => file.Findings.Add(Shown + message, Position, wayOut);

    /// <summary>Notes an error at a place of its own.</summary>
    public void WrongAt(SourcePosition place, string key, string message, string? wayOut = null) =>
        file.Findings.Add(Dotted(key) + ": " + message, place, wayOut);

    /// <summary>Whether a text is a lower-case identifier.</summary>
    public static bool IsIdentifier(string text) =>
        text.Length is > 0 and <= 63 && text[0] is >= 'a' and <= 'z' && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');

    static bool IsNull(YamlScalarNode scalar) => scalar is { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    static string Join(string path, string key) => path.Length == 0 ? key : path + "." + key;

    static string Instead(YamlNode value) => value switch
    {
        YamlScalarNode scalar when IsNull(scalar) => ", but has no value",
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => ", not " + scalar.Value,
        YamlScalarNode scalar => $", not the text \"{scalar.Value}\"",
        YamlSequenceNode => ", not a list",
        _ => ", not a section",
    };

    string Dotted(string key) => Join(path, key);

    YamlNode? Find(string key) => entries.Find(entry => entry.Key == key).Value;

    YamlNode? Value(string key, bool required)
    {
        asked.Add(key);
        file.Keys.Asked(pattern, key);
        var value = Find(key);
        if (value is null && required)
        {
            file.Findings.Add($"{Shown}the key {key} is missing.", Position, null);
        }

        return value;
    }

    string? FreeText(string key)
    {
        if (Find(key) is YamlScalarNode scalar && !IsNull(scalar))
        {
            return ScalarText(key, scalar, false);
        }

        Wrong(key, "must be a text" + Instead(Find(key)!) + ".");
        return null;
    }

    string? ScalarText(string key, YamlScalarNode scalar, bool mayReferToEnvironment)
    {
        var text = scalar.Value!;
        if (text.Length == 0)
        {
            file.Findings.Add($"{Dotted(key)}: is an empty text.", file.At(scalar.Start), "Give it a value, or remove the key.");
            return null;
        }

        if (!mayReferToEnvironment && text.Contains("${", StringComparison.Ordinal))
        {
            file.Findings.Add(
                $"{Dotted(key)}: a reference such as ${{env:NAME}} is not allowed here.", file.At(scalar.Start),
                "Only folder, url and secret may refer to the environment; write the value itself.");
            return null;
        }

        return text;
    }
}
