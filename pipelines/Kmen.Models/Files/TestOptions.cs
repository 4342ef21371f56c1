using System.Globalization;
using System.Text.RegularExpressions;
using Kmen.Warehouse;
using Kmen.Workspace;
using YamlDotNet.RepresentationModel;

namespace Kmen.Models.Files;

/// <summary>The options of one test in a header.</summary>
internal sealed partial class TestOptions(HeaderReader.HeaderYaml yaml, string kind, YamlMappingNode map)
{
    internal string Kind => kind;

    internal void Allow(params string[] keys) => yaml.RefuseUnknownKeys(map, keys);

    internal string? Text(string key) => yaml.Text(map, key);

    internal string Required(string key) => Text(key) ?? throw Error($"{kind} needs {key}.");

    internal IReadOnlyList<string> Several(string key) => yaml.Texts(map, key) is { Count: > 0 } values ? values : throw Error($"{kind} needs {key}.");

    /// <summary>Numbers stand as they are; everything else (dates) becomes a text that the engine casts.</summary>
    internal string? Literal(string key) => Text(key) is { } value
        ? decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? value : SqlText.Text(value)
        : null;

    internal decimal? Number(string key) => Text(key) is { } value
        ? decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number : throw yaml.ErrorOf(map, key, $"{key} is {value}.", "Write a number such as 0.25.")
        : null;

    /// <summary>A share such as <c>1 %</c> or <c>0.01</c>.</summary>
    internal decimal? Share(string key)
    {
        if (Text(key) is not { } value)
        {
            return null;
        }

        var isPercent = value.EndsWith('%');
        return decimal.TryParse(value.TrimEnd('%').Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? isPercent ? number / 100 : number
            : throw yaml.ErrorOf(map, key, $"{key} is {value}.", "Write a share such as 1 % or 0.01.");
    }

    /// <summary>A length of time such as <c>36 hours</c>, as an interval of the engine.</summary>
    internal string? Interval(string key)
    {
        if (Text(key) is not { } value)
        {
            return null;
        }

        var match = Length().Match(value);
        return match.Success
            ? $"interval {match.Groups[1].Value} {match.Groups[2].Value}"
            : throw yaml.ErrorOf(map, key, $"{key} is {value}.", "Write a length of time such as 36 hours or 2 days.");
    }

    internal KmenException Error(string message) => yaml.Error(map, message);

    [GeneratedRegex(@"^(\d{1,6}) (minute|hour|day|week)s?$")]
    private static partial Regex Length();
}
