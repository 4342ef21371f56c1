using Kmen.Models.Analysis;
using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Models.State;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Models.Planning;

/// <summary>What a plan is made from.</summary>
public sealed record PlanBasis
{
    /// <summary>The parsed models and checks by full name in lower case.</summary>
    public required IReadOnlyDictionary<string, ParsedQuery> Queries { get; init; }

    /// <summary>What the last publication was built of.</summary>
    public required IReadOnlyDictionary<string, BuiltModel> Published { get; init; }

    /// <summary>What the raw store's staging tables were built of.</summary>
    public required IReadOnlyDictionary<string, BuiltModel> Staging { get; init; }

    /// <summary>The versions of the raw tables.</summary>
    public required IReadOnlyDictionary<string, string> SourceVersions { get; init; }

    /// <summary>A hash of what Kmen keeps of persons.</summary>
    public required string Registry { get; init; }

    /// <summary>A hash of what the engine's own steps depend on beside their inputs: the moment, kmen.yml, models/, the program.</summary>
    public required string StepSettings { get; init; }

    /// <summary>The run's moment, UTC.</summary>
    public required DateTime AsOf { get; init; }

    /// <summary>Which build of Kmen this is.</summary>
    public required string Program { get; init; }

    /// <summary>A hash of the workspace's functions.</summary>
    public required string FunctionsHash { get; init; }

    /// <summary>The engine's version.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>Whether everything is built whatever has changed.</summary>
    public bool FullRefresh { get; init; }

    /// <summary>Whether a failed build is taken up: then steps of the engine that ended well stay, too.</summary>
    public bool IsRetry { get; init; }

    /// <summary>What the functions do.</summary>
    public required FunctionTraits Functions { get; init; }

    /// <summary>Reads what is there.</summary>
    /// <param name="workspace">The configuration.</param>
    /// <param name="asOf">The run's moment, UTC.</param>
    /// <param name="models">The workspace's models.</param>
    /// <param name="session">A session that sees the raw store and the kept database.</param>
    /// <param name="previous">The catalogue of the last publication, or null where there is none.</param>
    /// <returns>The basis.</returns>
    public static PlanBasis Read(WorkspaceConfiguration workspace, DateTime asOf, ModelSet models, IWarehouseSession session, string? previous)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(session);
        var functions = WorkspaceFunctions.Text(workspace.Root);
        var program = typeof(PlanBasis).Assembly.ManifestModule.ModuleVersionId.ToString();
        return new PlanBasis
        {
            Queries = models.Queries,
            Published = previous is null ? new Dictionary<string, BuiltModel>() : BuiltModelTable.Read(session, previous),
            Staging = BuiltModelTable.Read(session, Catalogs.Raw),
            SourceVersions = InputVersions.OfSources(workspace, session),
            Registry = InputVersions.OfRegistry(session),
            StepSettings = Hash.Of([
                asOf.ToString("O", System.Globalization.CultureInfo.InvariantCulture), program,
                .. Texts(workspace.Root),
            ]),
            AsOf = asOf,
            Program = program,
            FunctionsHash = Hash.Of(functions ?? ""),
            EngineVersion = session.Scalar<string>("select version()")!,
            Functions = FunctionTraits.Read(session, functions),
        };
    }

    static IEnumerable<string> Texts(string root)
    {
        var folder = Path.Combine(root, "models");
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        return files.Append(Path.Combine(root, "kmen.yml")).Where(File.Exists).SelectMany(file => new[] { Path.GetRelativePath(root, file), File.ReadAllText(file) });
    }
}
