using Kmen.Warehouse;

namespace Kmen.Models.Importing;

/// <summary>What one import has made so far, and how it names things.</summary>
internal sealed class ImportDraft(DbtManifest manifest, DryRun trial)
{
    internal DbtManifest Manifest => manifest;

    internal DryRun Trial => trial;

    internal SqlNames Names { get; } = new(trial.Session);

    internal TablePlaces Places { get; } = new();

    internal RelationNames Relations => relations ??= new RelationNames(Names);

    RelationNames? relations;

    internal List<ImportedSource> Sources { get; } = [];

    internal List<ImportedModel> Models { get; } = [];

    internal List<LeftOut> LeftOut { get; } = [];

    /// <summary>Other files: paths in the workspace and texts.</summary>
    internal SortedDictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The table of each seed, source, model and snapshot, by dbt's id.</summary>
    internal Dictionary<string, ImportedModel> ById { get; } = [];

    /// <summary>Counts what is told at the end.</summary>
    internal Dictionary<string, int> Counts { get; } = [];

    internal void Count(string what) => Counts[what] = Counts.GetValueOrDefault(what) + 1;

    /// <summary>Sources that are written, and whose rows are still to be exported.</summary>
    internal HashSet<string> Waiting { get; } = [];

    internal void Leave(string what, string file, string reason, string wayOut) => LeftOut.Add(new LeftOut(what, file, reason, wayOut));

    /// <summary>The same of many nodes is told once.</summary>
    internal void LeaveTogether(string what, DbtNode node, string reason, string wayOut)
    {
        var at = LeftOut.FindIndex(item => item.What.StartsWith(what + ": ", StringComparison.Ordinal));
        if (at < 0)
        {
            Leave($"{what}: {node.Name}", node.File, reason, wayOut);
            return;
        }

        var before = LeftOut[at];
        LeftOut[at] = before with
        {
            What = $"{before.What}, {node.Name}",
            File = before.File.Split(", ").Contains(node.File) ? before.File : $"{before.File}, {node.File}",
        };
    }

    /// <summary>Tries a model, notes what it makes, and adds it; what the engine does not take is kept beside the workspace's SQL.</summary>
    internal ImportedModel Add(DbtNode node, string schema, string table, string sql, string? fault = null, Func<IReadOnlyList<(string Name, string Type)>, IReadOnlyList<(string Name, string Type)>>? making = null)
    {
        var tried = trial.Try(sql);
        fault ??= tried.Fault;
        var model = ImportedHeader.Of(node, schema, table, sql, tried.Columns, tried.Reads, fault is not null, this);
        if (fault is null)
        {
            trial.Add(schema, table, making?.Invoke(tried.Columns) ?? tried.Columns);
        }
        else
        {
            Leave(model.Shown, node.File, fault, $"Its text is in {model.File}; when what it lacks is there, move it to {Path.GetRelativePath("left-out", model.File)}.");
        }

        Models.Add(model);
        return model;
    }
}
