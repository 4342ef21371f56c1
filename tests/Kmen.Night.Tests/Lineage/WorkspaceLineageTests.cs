using Kmen.Models.Analysis;
using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Models.Lineage;
using Kmen.Models.Parsing;
using Kmen.Models.UnitTesting;
using Kmen.Night.Running;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;
using Xunit.Abstractions;

namespace Kmen.Night.Tests.Lineage;

/// <summary>The lineage of the shipped workspace against what its nights really make: whatever changes with a raw column was predicted.</summary>
public sealed class WorkspaceLineageTests(ITestOutputHelper output) : IDisposable
{
    static readonly string[] Sources = ["customers", "orders", "order_lines", "web_events", "email_events", "consents", "products"];

    /// <summary>Tables that stand as they are in their text and read nothing.</summary>
    static readonly string[] Constant = ["identity.identifier_rules", "identity.blocked_values"];

    readonly RetailerWorkspace loaded = Load();

    /// <summary>
    /// The suite changes the channel of consents, which reaches audiences only by the engine's own restriction, and two columns on which much hangs; <c>KMEN_TRIALS=all</c> changes 25,
    /// whatever hangs on them.
    /// </summary>
    static bool IsThorough => Environment.GetEnvironmentVariable("KMEN_TRIALS") == "all";

    public void Dispose() => loaded.Dispose();

    [Fact]
    public void Change_OfARawColumnsValues_ReachesOnlyWhatWasPredicted()
    {
        using var original = loaded.Copy();
        var before = BuiltWorkspace.Build(original);
        var lineage = Lineage(before);
        CheckOrigins(before, lineage);
        var reached = 0;
        var drawn = Draw(WorkspaceReader.Read(loaded.Folder).Sources.Where(source => Sources.Contains(source.Name))).ToList();
        foreach (var (source, column) in IsThorough ? drawn.Take(25) : drawn.Where(pair => pair is { Source.Name: "consents", Column.Name: "channel" })
            .Concat(drawn.Where(pair => Hanging(lineage, pair.Source, pair.Column) > 100).Take(2)))
        {
            using var other = loaded.Copy();
            RawColumn.Change(other, source, column);
            var changed = ColumnComparison.Changed(before, BuiltWorkspace.Build(other));
            output.WriteLine(
                $"{source.Name}.{column.Name}: {changed.Count} columns of {changed.Select(found => found.Table).Distinct().Count()} tables changed, of {Hanging(lineage, source, column)} predicted");
            reached += changed.Count;
            changed.Where(found => !lineage[found.Table].Any(origins => origins.Column == found.Column && IsFrom(origins, source, column))).Should().BeEmpty(because: $"the lineage must name raw.{source.Name}.{column.Name} for what changed with it");
        }

        reached.Should().BeGreaterThan(50, because: "changes that reach nothing test nothing");
    }

    static int Hanging(Dictionary<string, IReadOnlyList<ColumnOrigins>> lineage, SourceConfiguration source, SourceColumn column) =>
        lineage.Values.Sum(table => table.Count(origins => IsFrom(origins, source, column)));

    static bool IsFrom(ColumnOrigins origins, SourceConfiguration source, SourceColumn column) =>
        origins.Values.Contains($"raw.{source.Name}.{column.Name}") || origins.Rows.Contains($"raw.{source.Name}.{column.Name}");

    /// <summary>Columns in a random order, a column of every source before the second one of any.</summary>
    static IEnumerable<(SourceConfiguration Source, SourceColumn Column)> Draw(IEnumerable<SourceConfiguration> sources)
    {
        var random = new Random(5);
        return sources.SelectMany(source => source.Columns.OrderBy(_ => random.Next()).Select((column, place) => (source, column, place)).ToList())
            .OrderBy(drawn => drawn.place).ThenBy(_ => random.Next()).Select(drawn => (drawn.source, drawn.column));
    }

    /// <summary>Every column of a model is known, and comes from exports alone.</summary>
    static void CheckOrigins(BuiltWorkspace built, Dictionary<string, IReadOnlyList<ColumnOrigins>> lineage)
    {
        foreach (var (table, columns) in ColumnComparison.Columns(built))
        {
            lineage.Should().ContainKey(table);
            lineage[table].Select(origins => origins.Column).Should().Contain(columns, because: $"every column of {table} has a lineage");
            foreach (var origins in lineage[table])
            {
                var all = origins.Values.Concat(origins.Rows).ToList();
                all.Where(origin => !origin.StartsWith("raw.", StringComparison.Ordinal)).Should().BeEmpty(because: $"{table}.{origins.Column} is traced to the beginning");
                (all.Count > 0).Should().Be(!Constant.Contains(table), because: $"{table}.{origins.Column} has an origin, or stands in its text");
            }
        }
    }

    /// <summary>The origins of every table of the build and of staging, put together as the command does.</summary>
    static Dictionary<string, IReadOnlyList<ColumnOrigins>> Lineage(BuiltWorkspace built)
    {
        var workspace = built.Workspace;
        var configuration = WorkspaceReader.Read(workspace.Folder);
        using var engine = RetailerWorkspace.Engine();
        engine.Attach(Catalogs.Raw, workspace.Layout.RawFile, readOnly: true);
        engine.Attach(Catalogs.Previous, built.File, readOnly: true);
        using var session = engine.Open();
        var models = ModelSet.Read(workspace.Folder, configuration.Portable, session);
        var lineage = WorkspaceLineage.Of(
            models, WorkspaceSteps.Of(configuration, models, session), FunctionTraits.Read(session, WorkspaceFunctions.Text(workspace.Folder)),
            table => KnownColumns.Of(session, table) is { } known ? [.. known.Select(column => column.Name.ToLowerInvariant())] : null);
        return ColumnComparison.Columns(built).Keys.ToDictionary(table => table, lineage.Of);
    }

    /// <summary>A small workspace whose exports are loaded. It has no tests, which changed values would rightly fail.</summary>
    static RetailerWorkspace Load()
    {
        var workspace = RetailerWorkspace.Small("lineage");
        foreach (var model in Directory.EnumerateFiles(Path.Combine(workspace.Folder, "sql"), "*.sql", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(model);
            if (Path.GetFileName(Path.GetDirectoryName(model)) == "checks")
            {
                File.Delete(model);
            }
            else if (text.IndexOf("\ntests:", StringComparison.Ordinal) is > 0 and var tests)
            {
                File.WriteAllText(model, text.Remove(tests, text.IndexOf("\n*/", StringComparison.Ordinal) - tests));
            }
        }

        workspace.Run(RetailerWorkspace.FirstNight, options => options with { Parts = NightParts.Ingest }).Errors.Should().BeEmpty();
        return workspace;
    }
}
