using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kmen.Workspace;

namespace Kmen.Models.Importing;

/// <summary>A dbt project as its compiled <c>manifest.json</c> describes it.</summary>
internal sealed partial record DbtManifest
{
    const int Oldest = 10;
    const int Newest = 12;
    const string Compile = "In the dbt project, run: dbt compile --full-refresh";

    /// <summary>The folder that holds the manifest.</summary>
    internal required string TargetFolder { get; init; }

    /// <summary>The dbt project's folder.</summary>
    internal required string ProjectFolder { get; init; }

    /// <summary>The whole manifest.</summary>
    internal required JsonElement Json { get; init; }

    /// <summary>What <c>dbt docs generate</c> found in the database, or null.</summary>
    internal JsonElement? Catalog { get; init; }

    /// <summary>Whether it is known that dbt compiled no branch of <c>is_incremental()</c>.</summary>
    internal bool IsFullRefresh { get; init; }

    internal string ProjectName => Json.Text("metadata", "project_name") ?? "dbt_project";

    internal string Adapter => Json.Text("metadata", "adapter_type") ?? "";

    internal required IReadOnlyDictionary<string, DbtNode> Nodes { get; init; }

    internal required IReadOnlyDictionary<string, DbtNode> Sources { get; init; }

    /// <summary>Reads it.</summary>
    /// <param name="folder">The target folder, or the project's folder above it.</param>
    /// <exception cref="KmenException">It is missing, broken, of another version, or parsed only.</exception>
    internal static DbtManifest Read(string folder)
    {
        var target = new[] { folder, Path.Combine(folder, "target") }.FirstOrDefault(place => File.Exists(Path.Combine(place, "manifest.json")))
            ?? throw KmenException.Usage(
                $"There is no manifest.json in {folder}.", null,
                Directory.Exists(folder) ? Compile + "\nThen name its target folder: kmen import dbt PROJECT/target" : "Name the target folder of a dbt project that was compiled.");
        var json = Parse(Path.Combine(target, "manifest.json"));
        var version = Version().Match(json.Text("metadata", "dbt_schema_version") ?? "");
        if (!version.Success)
        {
            throw KmenException.Usage("This is no manifest of dbt: it states no dbt_schema_version.", new SourcePosition(Path.Combine(target, "manifest.json")), Compile);
        }

        if (int.Parse(version.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is not (>= Oldest and <= Newest))
        {
            throw KmenException.Usage(
                $"The manifest has the version v{version.Groups[1].Value}; v{Oldest} to v{Newest} can be read.", new SourcePosition(Path.Combine(target, "manifest.json")),
                "Compile the project with dbt 1.6 to 1.11.");
        }

        var manifest = new DbtManifest
        {
            TargetFolder = Path.GetFullPath(target),
            ProjectFolder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(target)))!,
            Json = json,
            Catalog = File.Exists(Path.Combine(target, "catalog.json")) ? Parse(Path.Combine(target, "catalog.json")) : null,
            IsFullRefresh = File.Exists(Path.Combine(target, "run_results.json")) && Parse(Path.Combine(target, "run_results.json")) is var results
                && results.IsTrue("args", "full_refresh") && results.Text("metadata", "invocation_id") == json.Text("metadata", "invocation_id"),
            Nodes = json.Entries("nodes").ToDictionary(entry => entry.Key, entry => new DbtNode(entry.Key, entry.Value)),
            Sources = json.Entries("sources").ToDictionary(entry => entry.Key, entry => new DbtNode(entry.Key, entry.Value)),
        };
        manifest.RequireCompiled();
        return manifest;
    }

    /// <summary>The compiled text of a node: out of the manifest, or of the file that it names.</summary>
    internal string? Code(DbtNode node)
    {
        if (node.CompiledCode is { } code)
        {
            return code;
        }

        var named = node.Json.Text("compiled_path") is { } path ? Path.Combine(ProjectFolder, path) : null;
        var usual = node.Json.Text("package_name") is { } package ? Path.Combine(TargetFolder, "compiled", package, node.File) : null;
        return new[] { named, usual }.FirstOrDefault(file => File.Exists(file)) is { } found ? File.ReadAllText(found) : null;
    }

    /// <summary>The models and snapshots that make tables, each after those that it reads.</summary>
    internal IReadOnlyList<DbtNode> InOrder()
    {
        var ordered = new List<DbtNode>();
        var seen = new HashSet<string>();
        void Visit(DbtNode node)
        {
            if (seen.Add(node.Id))
            {
                foreach (var below in node.DependsOn.Select(id => Nodes.GetValueOrDefault(id)).OfType<DbtNode>().OrderBy(below => below.Id, StringComparer.Ordinal))
                {
                    Visit(below);
                }

                ordered.Add(node);
            }
        }

        foreach (var node in Nodes.Values.Where(node => node.Kind is "model" or "snapshot").OrderBy(node => node.Id, StringComparer.Ordinal))
        {
            Visit(node);
        }

        return [.. ordered.Where(node => node.Kind is "model" or "snapshot")];
    }

    void RequireCompiled()
    {
        var parsed = Nodes.Values.Where(node => node.Kind is "model" or "snapshot" && !node.IsPython && Code(node) is null).OrderBy(node => node.Id, StringComparer.Ordinal).ToList();
        if (parsed.Count > 0)
        {
            throw KmenException.Usage(
                string.Create(CultureInfo.InvariantCulture, $"{parsed.Count} models of the manifest are parsed, but not compiled; the first is {parsed[0].Name} ({parsed[0].File})."),
                new SourcePosition(Path.Combine(TargetFolder, "manifest.json")), Compile);
        }
    }

    static JsonElement Parse(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { MaxDepth = 256 });
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw KmenException.Usage(
                "The file is no valid JSON" + (e.LineNumber is null ? "." : $": {e.Message}"), new SourcePosition(file, (int)(e.LineNumber ?? -1) + 1),
                "It may have been cut off. " + Compile);
        }
    }

    [GeneratedRegex(@"manifest/v(\d{1,4})(\.json)?$")]
    private static partial Regex Version();
}
