using System.Text.RegularExpressions;
using Kmen.Warehouse;

namespace Kmen.Models.Importing;

/// <summary>Sources: those that dbt reads out of files keep their files; those that only stand in a database wait for an export.</summary>
internal sealed partial class ExternalSources(DbtManifest manifest, IWarehouseSession session)
{
    /// <summary>Reads a source's file, or what is known of its table.</summary>
    /// <returns>The source, or null; and why it is not whole, or null.</returns>
    internal (ImportedSource? Source, (string Reason, string WayOut)? Missing) Read(DbtNode source, string name)
    {
        var location = Location(source);
        if (location is null)
        {
            return Stub(source, name);
        }

        var path = Path.GetFullPath(location, manifest.ProjectFolder);
        var (folder, files) = (Path.GetDirectoryName(path)!, Path.GetFileName(path));
        var format = Format().Match(files) is { Success: true } match ? match.Groups[1].Value.ToLowerInvariant() : null;
        if (format is null || location.Contains("://", StringComparison.Ordinal) || location.Contains('(', StringComparison.Ordinal) || folder.Contains('*', StringComparison.Ordinal))
        {
            return (null, ($"It is read from {location}, which is no CSV or Parquet file of one folder.", "Have the files delivered into a folder, and write a source for it in kmen.yml."));
        }

        try
        {
            return format == "parquet" ? (Parquet(source, name, path, folder, files), null) : Csv(source, name, path, folder, files);
        }
        catch (WarehouseException e)
        {
            return (null, ($"Its file {location} could not be read: {e.Message.Split('\n')[0]}", "Put the file there and import again, or write the source in kmen.yml."));
        }
    }

    static string? Location(DbtNode source)
    {
        var location = new[] { source.Json.Text("config", "external_location"), source.Json.Text("meta", "external_location"), source.Json.Text("source_meta", "external_location"), source.Json.Text("external", "location") }
            .FirstOrDefault(text => text is not null);
        return location?.Replace("{name}", source.Name, StringComparison.Ordinal).Replace("{identifier}", source.Table, StringComparison.Ordinal)
            .Replace("{schema}", source.Json.Text("schema") ?? "", StringComparison.Ordinal).Trim('\'');
    }

    ImportedSource Parquet(DbtNode source, string name, string path, string folder, string files) =>
        Of(source, name, "parquet", folder, files, session.List($"describe select * from read_parquet({SqlText.Text(path)})", row => (row.GetString(0), row.GetString(1), (string?)null)));

    (ImportedSource? Source, (string Reason, string WayOut)? Missing) Csv(DbtNode source, string name, string path, string folder, string files)
    {
        var first = session.List($"select file from glob({SqlText.Text(path)}) order by file limit 1", row => row.GetString(0));
        if (first.Count == 0)
        {
            return (null, ($"There is no file {path}.", "Put the file there and import again, or write the source in kmen.yml."));
        }

        var (delimiter, quote, hasHeader, date, timestamp) = session.List(
            $"select Delimiter, Quote, HasHeader, DateFormat, TimestampFormat from sniff_csv({SqlText.Text(first[0])})",
            row => (row.GetString(0), row.GetString(1), row.GetBoolean(2), row.IsDBNull(3) ? "" : row.GetString(3), row.IsDBNull(4) ? "" : row.GetString(4)))[0];
        if (!hasHeader)
        {
            return (null, ($"Its file {files} has no header line.", "Have it exported with a header line, and write the source in kmen.yml."));
        }

        var columns = session.List($"describe select * from read_csv({SqlText.Text(path)})", row => (row.GetString(0), row.GetString(1)))
            .Select(column => (column.Item1, column.Item2, column.Item2 switch
            {
                "DATE" when date.Length > 0 && date != "%Y-%m-%d" => date,
                "TIMESTAMP" when timestamp.Length > 0 && !timestamp.StartsWith("%Y-%m-%d", StringComparison.Ordinal) => timestamp,
                _ => null,
            }));
        return (Of(source, name, "csv", folder, files, columns) with { Delimiter = delimiter, Quote = quote.Length == 1 && quote[0] != '\0' ? quote : "\"" }, null);
    }

    (ImportedSource? Source, (string Reason, string WayOut)? Missing) Stub(DbtNode source, string name)
    {
        var known = manifest.Catalog is { } catalog
            ? [.. catalog.Entries("sources", source.Id, "columns").Select(column => (column.Value.Text("name") ?? column.Key, column.Value.Text("type") ?? "VARCHAR", (string?)null))]
            : (IReadOnlyList<(string, string, string?)>)[];
        if (known.Count == 0 && source.Columns.Count > 0 && source.Columns.All(column => column.Json.Text("data_type") is not null))
        {
            known = [.. source.Columns.Select(column => (column.Name, column.Json.Text("data_type")!, (string?)null))];
        }

        var table = SqlText.Names(source.Json.Text("schema"), source.Table);
        if (known.Count == 0)
        {
            return (null, ("Its rows stand in a database alone, and the manifest does not know its columns.",
                "In the dbt project, run `dbt docs generate`, which writes the columns into target/catalog.json, and import again; or export it to a file, and write the source in kmen.yml."));
        }

        return (
            Of(source, name, "parquet", null, "*.parquet", known),
            ("Its rows stand in a database alone; the source is written, and empty until it has a file.",
                $"Export it in a DuckDB shell: copy {table} to 'incoming/{name}/{name}.parquet'"));
    }

    static ImportedSource Of(DbtNode source, string name, string format, string? folder, string files, IEnumerable<(string Name, string Type, string? DateFormat)> columns)
    {
        var found = columns.ToList();
        var names = ImportedColumn.Names(found.Select(column => column.Name));
        return new ImportedSource
        {
            Name = name,
            Description = source.Description,
            Format = format,
            Folder = folder,
            Files = files,
            Load = files.Contains('*', StringComparison.Ordinal) && folder is not null ? "append" : "full",
            Columns = [.. found.Select((column, place) => new ImportedColumn(names[place], column.Name, ImportedColumn.ContractType(column.Type), column.Type.ToLowerInvariant(), column.DateFormat))],
        };
    }

    [GeneratedRegex(@"\.(csv|parquet)(\.gz)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Format();
}
