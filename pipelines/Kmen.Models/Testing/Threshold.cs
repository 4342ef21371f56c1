using System.Globalization;
using System.Text.RegularExpressions;

namespace Kmen.Models.Testing;

/// <summary>A bound on failing rows, as in dbt: <c>&gt; 10</c>, <c>&gt;= 5</c>, <c>!= 0</c>, or a share of the table's rows: <c>&gt; 1 %</c>.</summary>
public sealed partial record Threshold
{
    readonly string comparison;
    readonly decimal bound;
    Threshold(string comparison, decimal bound, bool isShare)
    {
        this.comparison = comparison;
        this.bound = bound;
        IsShare = isShare;
    }

    /// <summary>Whether the bound is a share of the table's rows, and not a number of them.</summary>
    public bool IsShare { get; }

    /// <summary>Met by one failing row.</summary>
    public static Threshold Any { get; } = new("!=", 0, isShare: false);

    /// <summary>Reads one.</summary>
    /// <param name="text">Such as <c>&gt; 10</c> or <c>&gt;= 0.5 %</c>.</param>
    /// <returns>The threshold, or null where the text is none.</returns>
    public static Threshold? Read(string text)
    {
        var match = Form().Match(text);
        return match.Success && decimal.TryParse(match.Groups[2].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var bound)
            ? new Threshold(match.Groups[1].Value is "=" ? "==" : match.Groups[1].Value is "<>" ? "!=" : match.Groups[1].Value, bound, match.Groups[3].Success)
            : null;
    }

    /// <summary>Whether a number of failing rows meets it.</summary>
    /// <param name="failing">Failing rows.</param>
    /// <param name="rows">Rows of the table; a share of an empty table is 0.</param>
    /// <returns>Whether it is met.</returns>
    public bool IsMet(long failing, long rows)
    {
        var value = IsShare ? (rows == 0 ? 0 : 100m * failing / rows) : failing;
        return comparison switch
        {
            ">" => value > bound,
            ">=" => value >= bound,
            "<" => value < bound,
            "<=" => value <= bound,
            "==" => value == bound,
            _ => value != bound,
        };
    }

    [GeneratedRegex(@"^\s*(>=|<=|<>|!=|==|=|>|<)\s*(\d+(?:\.\d+)?)\s*(%)?\s*$")]
    private static partial Regex Form();
}
