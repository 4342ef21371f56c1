using Kmen.Warehouse;

namespace Kmen.Models.Importing;

/// <summary>Carries seeds, sources, models and snapshots over, each after those that it reads.</summary>
internal static class ModelImport
{
    internal static void Run(ImportDraft draft)
    {
        Seeds(draft);
        Sources(draft);
        foreach (var node in draft.Manifest.InOrder())
        {
            if (node.IsEphemeral)
            {
                draft.Count("ephemeral models, inside those that read them");
            }
            else if (node.IsPython)
            {
                Place(node, TablePlaces.SchemaOf(node), draft);
                draft.Leave(ImportedHeader.Shown(node), node.File, "It is written in Python; a model of Kmen is SQL.", "Write it as a SELECT, or deliver its result as a file of a source.");
            }
            else
            {
                Model(node, draft);
            }
        }
    }

    static void Model(DbtNode node, ImportDraft draft)
    {
        var code = draft.Manifest.Code(node)!;
        var sql = draft.Relations.Rewrite(code);
        if (node.Kind == "snapshot")
        {
            SnapshotImport.Add(node, sql, draft);
            return;
        }

        var fault = Fault(node, code, draft);
        var reads = draft.Trial.Try(sql).Reads;
        var meant = TablePlaces.SchemaOf(node);
        var schema = meant == TablePlaces.Staging && reads.Any(table => !table.StartsWith("raw.", StringComparison.Ordinal) && !table.StartsWith("staging.", StringComparison.Ordinal)) ? TablePlaces.Marts : meant;
        var table = Place(node, schema, draft);
        var model = draft.Add(node, schema, table, sql, fault);
        draft.ById[node.Id] = model;
        if (!model.IsLeftOut)
        {
            draft.Count("models");
        }
    }

    static string? Fault(DbtNode node, string code, ImportDraft draft)
    {
        if (node.Relation is { } own)
        {
            var itself = new RelationNames(draft.Names);
            itself.Add(own, node.Table, "kmen", "itself");
            if (itself.Rewrite(code).Contains("kmen.itself", StringComparison.Ordinal))
            {
                return "Its text reads its own table: dbt compiled the branch of is_incremental(). Compile with `dbt compile --full-refresh`, and import again.";
            }
        }

        return node.Json.Text("config", "incremental_strategy") == "microbatch"
            ? "Its strategy is microbatch: dbt compiles a filter for one batch into it. Compile it as a table, and import again." : null;
    }

    static string Place(DbtNode node, string schema, ImportDraft draft)
    {
        var (_, table) = draft.Places.Take(schema, node.Table, node.Json.Text("schema") ?? "dbt");
        if (node.Relation is { } relation)
        {
            draft.Relations.Add(relation, node.Table, schema, table);
        }

        return table;
    }

    static void Seeds(ImportDraft draft)
    {
        var seeds = new SeedSources(draft.Manifest, draft.Trial.Session);
        foreach (var seed in draft.Manifest.Nodes.Values.Where(node => node.Kind == "seed").OrderBy(node => node.Id, StringComparer.Ordinal))
        {
            var table = Place(seed, TablePlaces.Staging, draft);
            if (seeds.FileOf(seed) is not { } file)
            {
                draft.Leave(ImportedHeader.Shown(seed), seed.File, "Its file is neither where it was compiled nor below the target folder's parent.", "Name the target folder inside the dbt project, and import again.");
                continue;
            }

            var name = draft.Places.Take("raw", SqlNames.Identifier(table), "seed").Table;
            try
            {
                draft.ById[seed.Id] = Typed(seed, seeds.Read(seed, name, file), table, draft);
                draft.Count("seeds");
            }
            catch (WarehouseException e)
            {
                draft.Leave(ImportedHeader.Shown(seed), seed.File, $"Its file could not be read: {e.Message.Split('\n')[0].Trim()}", "Mend the file, and import again.");
            }
        }
    }

    static void Sources(ImportDraft draft)
    {
        var sources = new ExternalSources(draft.Manifest, draft.Trial.Session);
        foreach (var source in draft.Manifest.Sources.Values.OrderBy(node => node.Id, StringComparer.Ordinal))
        {
            // A seed may fill the table that a source names.
            if (draft.Manifest.Nodes.Values.FirstOrDefault(node => node.Kind == "seed" && node.Relation is not null && ImportedHeader.Same(node.Relation, source.Relation)) is { } seed)
            {
                if (draft.ById.TryGetValue(seed.Id, out var filled))
                {
                    draft.ById[source.Id] = filled;
                }

                continue;
            }

            var name = draft.Places.Take("raw", SqlNames.Identifier($"{source.Json.Text("source_name")}_{source.Name}"), "source").Table;
            var (_, table) = draft.Places.Take(TablePlaces.Staging, name, "source");
            if (source.Relation is { } relation)
            {
                draft.Relations.Add(relation, relation[0] == '\'' ? Path.GetFileNameWithoutExtension(relation.Trim('\'')) : source.Table, TablePlaces.Staging, table);
            }

            var (read, missing) = sources.Read(source, name);
            if (missing is { } said)
            {
                draft.Leave(ImportedHeader.Shown(source), source.File, said.Reason, said.WayOut);
            }

            if (read is not null)
            {
                if (missing is not null)
                {
                    draft.Waiting.Add(source.Id);
                }

                draft.ById[source.Id] = Typed(source, read, table, draft);
                draft.Count("sources");
            }
        }
    }

    static ImportedModel Typed(DbtNode node, ImportedSource source, string table, ImportDraft draft)
    {
        draft.Sources.Add(source);
        draft.Trial.Add("raw", source.Name, source.Columns.Select(column => (column.Name, source.Format == "csv" || column.Type == "string" ? "varchar" : column.Type)));
        return draft.Add(node, TablePlaces.Staging, table, SourceModel.Sql(source, draft.Names));
    }
}
