using System.Globalization;
using System.Text.RegularExpressions;

namespace Kmen.Workspace.Configuration.Reading;

/// <summary>One column of a source: <c>name: type</c> or a section.</summary>
static partial class SourceColumnSection
{
    static readonly string[] Types = ["string", "bigint", "integer", "double", "boolean", "date", "timestamp", "decimal(18,2)"];

    public static SourceColumn Short(string name, string type, YamlSection section) =>
        new(name, name, Type(type, message => section.WrongHere(message.What, message.WayOut)), Required: false, DateFormat: null, Description: null);

    public static SourceColumn Read(string name, YamlSection section)
    {
        var written = section.Text("type", required: true);
        var type = written is null ? "string" : Type(written, message => section.Wrong("type", message.What, message.WayOut));
        var format = section.Text("format");
        if (format is not null && written is not null && type is not ("date" or "timestamp"))
        {
            section.Wrong("format", $"is for dates and timestamps, not for {type}.", "Remove the key, or give the column the type date or timestamp.");
        }
        else if (format is not null && !format.Contains('%', StringComparison.Ordinal))
        {
            section.Wrong("format", $"{format} is no strptime format.", "Write one with % such as \"%d.%m.%Y\" or \"%d.%m.%Y %H:%M:%S\".");
        }

        return new SourceColumn(
            name, section.Text("header") ?? name, type, section.Flag("required") ?? false, format, section.Text("description"));
    }

    static string Type(string text, Action<(string What, string WayOut)> wrong)
    {
        var match = Decimal().Match(text);
        if (match.Success)
        {
            var precision = int.Parse(match.Groups["precision"].ValueSpan, CultureInfo.InvariantCulture);
            var scale = int.Parse(match.Groups["scale"].ValueSpan, CultureInfo.InvariantCulture);
            if (precision is >= 1 and <= 38 && scale <= precision)
            {
                return string.Create(CultureInfo.InvariantCulture, $"decimal({precision},{scale})");
            }

            wrong(($"{text} is out of range.", "The precision is from 1 to 38, the scale from 0 to the precision: decimal(18,2)"));
        }
        else if (!Types.Contains(text) || text.StartsWith("decimal", StringComparison.Ordinal))
        {
            wrong(($"{text} is no type.", SourceSection.Near(text, Types) is { } near && near.StartsWith("Did", StringComparison.Ordinal)
                ? near
                : "Types are: string, bigint, integer, double, boolean, date, timestamp, decimal(precision,scale)."));
        }

        return text;
    }

    [GeneratedRegex(@"^decimal\(\s*(?<precision>\d{1,3})\s*,\s*(?<scale>\d{1,3})\s*\)$")]
    private static partial Regex Decimal();
}
