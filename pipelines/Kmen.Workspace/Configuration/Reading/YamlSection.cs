using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Kmen.Workspace.Configuration.Reading;

/// <summary>
/// A mapping of the file. Reading a key notes what is wrong with it and returns null, so that the reading goes on to the next;
/// <see cref="Done"/> then notes the keys that nobody asked for.
/// </summary>
sealed partial class YamlSection
{
    readonly YamlFile file;
    readonly string pattern;
    readonly string path;
    readonly List<(string Key, YamlScalarNode Node, YamlNode Value)> entries = [];
    readonly List<string> asked = [];
    readonly Mark start;

    /// <param name="file">The file.</param>
    /// <param name="pattern">The path with <c>*</c> for chosen names; empty for the root.</param>
    /// <param name="path">The path as shown.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="children">Its entries.</param>
    public YamlSection(YamlFile file, string pattern, string path, Mark start, IEnumerable<KeyValuePair<YamlNode, YamlNode>> children)
    {
        (this.file, this.pattern, this.path, this.start) = (file, pattern, path, start);
        foreach (var (key, value) in children)
        {
            if (key is YamlScalarNode { Value.Length: > 0 } scalar)
            {
                entries.Add((scalar.Value, scalar, value));
            }
            else
            {
                file.Findings.Add($"{Shown}a key must be a plain name.", file.At(key.Start), "Write: name: value");
            }
        }
    }

    /// <summary>Where the section begins.</summary>
    public SourcePosition Position => file.At(start);

    /// <summary>Notes an error of a key's value, or of the section where the key is missing.</summary>
    public void Wrong(string key, string message, string? wayOut = null) =>
        file.Findings.Add(Dotted(key) + ": " + message, PlaceOf(key), wayOut);

    /// <summary>Whether the key stands in the section.</summary>
    public bool Has(string key) => entries.Exists(entry => entry.Key == key);

    /// <summary>The place of a key's value; the section's where the key is missing.</summary>
    public SourcePosition PlaceOf(string key) => Find(key) is { } value ? file.At(value.Start) : Position;

    /// <summary>A text, or null where it is missing or wrong.</summary>
    public string? Text(string key, bool required = false, bool mayReferToEnvironment = false)
    {
        var value = Value(key, required);
        if (value is null)
        {
            return null;
        }

        if (value is not YamlScalarNode scalar || IsNull(scalar))
        {
            Wrong(key, "must be a text" + Instead(value) + ".", null);
            return null;
        }

        return ScalarText(key, scalar, mayReferToEnvironment);
    }

    /// <summary>A list of texts; a single text counts as a list of one. Empty where it is missing or wrong. Duplicates are errors.</summary>
    public IReadOnlyList<string> Texts(string key, bool required = false)
    {
        var value = Value(key, required);
        var nodes = value switch
        {
            null => [],
            YamlScalarNode scalar when !IsNull(scalar) => [scalar],
            YamlSequenceNode sequence => sequence.Children,
            _ => null,
        };
        if (nodes is null)
        {
            Wrong(key, "must be a list" + Instead(value!) + ".", $"Write: {key}: [a, b]");
            return [];
        }

        var texts = new List<string>();
        foreach (var item in nodes)
        {
            if (item is not YamlScalarNode scalar || IsNull(scalar))
            {
                file.Findings.Add($"{Dotted(key)}: each item must be a text{Instead(item)}.", file.At(item.Start), $"Write: {key}: [a, b]");
            }
            else if (texts.Contains(scalar.Value!))
            {
                file.Findings.Add($"{Dotted(key)}: {scalar.Value} stands there twice.", file.At(item.Start), "Remove one of them.");
            }
            else if (ScalarText(key, scalar, false) is { } text)
            {
                texts.Add(text);
            }
        }

        if (required && value is not null && nodes.Count == 0)
        {
            Wrong(key, "the list is empty.", $"Name at least one, or remove the section {path}.");
        }

        return texts;
    }

    /// <summary>The place of an item of a list of texts.</summary>
    public SourcePosition PlaceOf(string key, string item) =>
        Find(key) is YamlSequenceNode sequence && sequence.Children.FirstOrDefault(node => node is YamlScalarNode { Value: var value } && value == item) is { } found
            ? file.At(found.Start)
            : PlaceOf(key);

    /// <summary>true or false; null where it is missing or wrong.</summary>
    public bool? Flag(string key)
    {
        var value = Value(key, required: false);
        switch (value)
        {
            case null:
                return null;
            case YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } scalar:
                return scalar.Value == "true";
            default:
                Wrong(key, "must be true or false" + Instead(value) + ".");
                return null;
        }
    }

    /// <summary>A whole number within a range; null where it is missing or wrong.</summary>
    public int? Whole(string key, int from, int to)
    {
        var value = Value(key, required: false);
        if (value is null)
        {
            return null;
        }

        if (value is YamlScalarNode { Style: ScalarStyle.Plain } scalar
            && int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to)
        {
            return number;
        }

        Wrong(key, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {from} to {to}{Instead(value)}."));
        return null;
    }

    /// <summary>A number from 0 to 1; null where it is missing or wrong.</summary>
    public double? Share(string key)
    {
        var value = Value(key, required: false);
        if (value is null)
        {
            return null;
        }

        if (value is YamlScalarNode { Style: ScalarStyle.Plain } scalar
            && double.TryParse(scalar.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1)
        {
            return number;
        }

        Wrong(key, $"must be a number from 0 to 1{Instead(value)}.");
        return null;
    }

    /// <summary>One of several words; null where it is missing or wrong.</summary>
    public T? Choice<T>(string key, IReadOnlyList<(string Word, T Meaning)> choices, bool required = false)
        where T : struct
    {
        if (Text(key, required) is not { } text)
        {
            return null;
        }

        foreach (var (word, meaning) in choices)
        {
            if (word == text)
            {
                return meaning;
            }
        }

        var words = choices.Select(choice => choice.Word).ToList();
        Wrong(key, $"must be {string.Join(", ", words.Take(words.Count - 1))} or {words[^1]}, not {text}.", NearestNames.Question(text, words));
        return null;
    }

    /// <summary>Notes every key that nobody asked for.</summary>
    public void Done()
    {
        foreach (var (key, place, _) in entries.Where(entry => !asked.Contains(entry.Key)))
        {
            file.Findings.Add(
                $"{Shown}there is no key {key} here.", file.At(place.Start),
                NearestNames.Question(key, asked) ?? $"Keys here: {string.Join(", ", asked)}.");
        }
    }
}
