using System.Globalization;
using System.Text.RegularExpressions;

namespace Kmen.Models.Importing;

/// <summary>A column of a source.</summary>
/// <param name="Name">Its name in the raw table.</param>
/// <param name="Header">Its name in the file, and in dbt's table.</param>
/// <param name="Type">The type of the contract.</param>
/// <param name="EngineType">The type that dbt's table has.</param>
/// <param name="DateFormat">A strptime format, or null.</param>
internal sealed partial record ImportedColumn(string Name, string Header, string Type, string EngineType, string? DateFormat)
{
    /// <summary>The type of a contract that takes every value of an engine's type; string where none does.</summary>
    internal static string ContractType(string type)
    {
        var plain = type.Trim().ToLowerInvariant();
        if (Decimal().Match(plain) is { Success: true } match)
        {
            return string.Create(CultureInfo.InvariantCulture, $"decimal({match.Groups[1].Value},{match.Groups[2].Value})");
        }

        return plain switch
        {
            "bigint" or "int8" or "long" or "int64" => "bigint",
            "integer" or "int" or "int4" or "smallint" or "tinyint" or "int32" or "int16" => "integer",
            "double" or "float8" or "float" or "float4" or "real" or "double precision" => "double",
            "boolean" or "bool" or "logical" => "boolean",
            "date" => "date",
            "timestamp" or "datetime" or "timestamp without time zone" => "timestamp",
            _ => "string",
        };
    }

    /// <summary>Whether a type of the engine is text of any length.</summary>
    internal static bool IsText(string type) => type.Trim().ToLowerInvariant() is "varchar" or "text" or "string" or "char" or "bpchar" or "character varying";

    /// <summary>Names for the raw table's columns, each used once.</summary>
    internal static IReadOnlyList<string> Names(IEnumerable<string> headers)
    {
        var taken = new HashSet<string>();
        return [.. headers.Select(header =>
        {
            var name = SqlNames.Identifier(header);
            var free = name;
            for (var copy = 2; !taken.Add(free); copy++)
            {
                free = string.Create(CultureInfo.InvariantCulture, $"{name}_{copy}");
            }

            return free;
        })];
    }

    [GeneratedRegex(@"^(?:decimal|numeric)\s*\(\s*(\d{1,2})\s*,\s*(\d{1,2})\s*\)$")]
    private static partial Regex Decimal();
}
