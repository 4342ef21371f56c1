using System.Globalization;
using Kmen.Warehouse;

namespace Kmen.Models.Importing;

/// <summary>Seeds become sources whose file is copied, each with a staging model that gives its columns dbt's types.</summary>
internal sealed class SeedSources(DbtManifest manifest, IWarehouseSession session)
{
    /// <summary>The file of a seed, or null where it is not found.</summary>
    internal string? FileOf(DbtNode seed) =>
        new[] { seed.Json.Text("root_path"), manifest.ProjectFolder }.OfType<string>().Select(root => Path.Combine(root, seed.File)).FirstOrDefault(File.Exists);

    /// <summary>Reads what the file holds.</summary>
    internal ImportedSource Read(DbtNode seed, string name, string file)
    {
        var delimiter = seed.Json.Text("config", "delimiter") ?? ",";
        var table = $"read_csv({SqlText.Text(file)}, header = true, all_varchar = true, delim = {SqlText.Text(delimiter)}, quote = '\"', escape = '\"')";
        var headers = session.List($"describe select * from {table}", row => row.GetString(0));
        var declared = seed.Json.Entries("config", "column_types").ToDictionary(entry => entry.Key, entry => entry.Value.GetString() ?? "varchar", StringComparer.OrdinalIgnoreCase);
        var inferred = Infer(table, headers);
        var names = ImportedColumn.Names(headers);
        return new ImportedSource
        {
            Name = name,
            Description = seed.Description,
            Format = "csv",
            Files = "*.csv",
            Delimiter = delimiter,
            Copied = file,
            Columns =
            [
                .. headers.Select((header, place) => declared.TryGetValue(header, out var type)
                    ? new ImportedColumn(names[place], header, inferred[place].IsStrict && ImportedColumn.ContractType(type) == ImportedColumn.ContractType(inferred[place].Type)
                        ? ImportedColumn.ContractType(type) : "string", type, null)
                    : new ImportedColumn(names[place], header, inferred[place].IsStrict ? ImportedColumn.ContractType(inferred[place].Type) : "string", inferred[place].Type, null)),
            ],
        };
    }

    /// <summary>
    /// The types that dbt itself would find, in its order: number (integer where nothing stands behind the point), date, timestamp, boolean, text. A column without values is an integer.
    /// Strict is a column whose every value also meets the contract's form of that type.
    /// </summary>
    List<(string Type, bool IsStrict)> Infer(string table, IReadOnlyList<string> headers)
    {
        const string Number = @"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?";
        string All(string column, string condition) => $"coalesce(bool_and({condition}) filter (where coalesce({column}, '') not in ('', 'null')), true)";
        string Like(string column, string pattern) => All(column, $"regexp_full_match({column}, {SqlText.Text(pattern)})");
        var checks = headers.SelectMany(header =>
        {
            var column = SqlText.Name(header);
            return new[]
            {
                All(column, $"regexp_full_match({column}, '{Number}') and try_cast({column} as double) = trunc(try_cast({column} as double))"),
                Like(column, Number),
                All(column, $"regexp_full_match({column}, '\\d{{4}}-\\d{{1,2}}-\\d{{1,2}}') and try_cast({column} as date) is not null"),
                All(column, $"regexp_full_match({column}, '\\d{{4}}-\\d{{1,2}}-\\d{{1,2}}[ T]\\d{{1,2}}:\\d{{2}}(:\\d{{2}}(\\.\\d+)?)?') and try_cast({column} as timestamp) is not null"),
                Like(column, "(?i)true|false"),
                Like(column, @"[+-]?\d+"),
            };
        });
        using var reader = session.Read($"select {string.Join(", ", checks)} from {table}");
        reader.Read();
        return [.. headers.Select((_, place) =>
        {
            bool Is(int check) => Convert.ToBoolean(reader.GetValue((place * 6) + check), CultureInfo.InvariantCulture);
            return Is(0) ? ("integer", Is(5)) : Is(1) ? ("double", true) : Is(2) ? ("date", true) : Is(3) ? ("timestamp", true) : Is(4) ? ("boolean", true) : ("varchar", true);
        })];
    }
}
