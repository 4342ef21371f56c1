namespace Kmen.Workspace.Configuration.Reading;

/// <summary>Where consents are stated.</summary>
static class ConsentSection
{
    public static ConsentConfiguration? Read(YamlSection file, IReadOnlyList<SourceConfiguration> sources)
    {
        if (file.Section("consents") is not { } section)
        {
            return null;
        }

        var name = section.Text("source", required: true) ?? "";
        var source = sources.FirstOrDefault(source => source.Name == name);
        if (source is null && name.Length > 0)
        {
            section.Wrong("source", $"there is no source {name}.", SourceSection.Near(name, [.. sources.Select(known => known.Name)]));
        }

        var consents = new ConsentConfiguration
        {
            Statements = Table(section, "statements"),
            Source = name,
            Address = Column("address"),
            AddressType = Column("address_type"),
            Purpose = Column("purpose"),
            Channel = Column("channel"),
            Action = Column("action"),
            StatedAt = Column("stated_at"),
            Given = section.Text("given", required: true) ?? "",
        };
        section.Done();
        return consents;

        string Column(string key)
        {
            var column = section.Text(key, required: true) ?? "";
            if (column.Length > 0 && source is not null && source.Columns.All(known => known.Name != column))
            {
                section.Wrong(
                    key, $"{column} is no column of the source {name}.", SourceSection.Near(column, [.. source.Columns.Select(known => known.Name)]));
            }

            return column;
        }
    }

    static string Table(YamlSection section, string key)
    {
        var table = section.Text(key, required: true) ?? "";
        if (table.Length > 0 && (table.Split('.') is not [var schema, var name] || !YamlSection.IsIdentifier(schema) || !YamlSection.IsIdentifier(name)))
        {
            section.Wrong(key, $"{table} is no table.", "Write schema and table: staging.stg_consents");
        }

        return table;
    }
}
