using System.Globalization;
using System.Text.RegularExpressions;
using Kmen.Models.Files;
using Kmen.Workspace;

namespace Kmen.Models.Selecting;

/// <summary>
/// Selects nodes in dbt's words: names and patterns (<c>marts.orders</c>, <c>orders</c>, <c>marts.*</c>), <c>tag:</c>, <c>path:</c>, <c>owner:</c>, <c>source:</c>,
/// <c>resource_type:</c>, <c>config.materialized:</c>, <c>state:modified</c>, <c>state:new</c>, <c>result:error</c>; <c>+name</c> takes what it reads,
/// <c>name+</c> what reads it, <c>2+name</c> two steps of it, <c>@name</c> also all that its readers need. A space joins, a comma intersects.
/// </summary>
public sealed partial class Selector
{
    readonly IReadOnlyList<GraphNode> nodes;
    readonly Func<string, GraphNode, bool> isInState;
    readonly Dictionary<string, GraphNode> makers;
    readonly ILookup<string, GraphNode> readers;

    /// <summary>Makes a selector.</summary>
    /// <param name="nodes">All nodes, each after those that it reads.</param>
    /// <param name="isInState">Answers <c>state:</c> and <c>result:</c>: the word behind the colon and a node.</param>
    public Selector(IReadOnlyList<GraphNode> nodes, Func<string, GraphNode, bool> isInState)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        this.nodes = nodes;
        this.isInState = isInState;
        makers = nodes.SelectMany(node => node.Makes.Select(table => (table, node))).ToDictionary(pair => pair.table, pair => pair.node);
        readers = nodes.SelectMany(node => node.Reads.Select(table => (table, node))).ToLookup(pair => pair.table, pair => pair.node);
    }

    /// <summary>The nodes that are selected and not excluded, in their order.</summary>
    /// <param name="select">What is wanted; empty: everything.</param>
    /// <param name="exclude">What is not.</param>
    /// <returns>The nodes.</returns>
    /// <exception cref="KmenException">A word selects nothing, or is no selector.</exception>
    public IReadOnlyList<GraphNode> Select(IReadOnlyCollection<string> select, IReadOnlyCollection<string> exclude)
    {
        ArgumentNullException.ThrowIfNull(select);
        ArgumentNullException.ThrowIfNull(exclude);
        var wanted = select.Count == 0 ? [.. nodes] : Union(select, isStrict: true);
        var unwanted = Union(exclude, isStrict: true);
        return [.. nodes.Where(node => wanted.Contains(node) && !unwanted.Contains(node))];
    }

    HashSet<GraphNode> Union(IEnumerable<string> selectors, bool isStrict) =>
        [.. selectors.SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).SelectMany(word =>
            word.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => One(part, isStrict)).Aggregate((a, b) => [.. a.Intersect(b)]))];

    HashSet<GraphNode> One(string word, bool isStrict)
    {
        var match = Form().Match(word);
        var core = match.Groups["core"].Value;
        var found = nodes.Where(node => Matches(node, core)).ToHashSet();
        if (found.Count == 0 && isStrict && !core.StartsWith("state:", StringComparison.Ordinal) && !core.StartsWith("result:", StringComparison.Ordinal))
        {
            throw KmenException.Usage(
                $"{word} selects nothing.", null,
                core.Contains(':', StringComparison.Ordinal)
                    ? "Methods: tag:, path:, owner:, source:, resource_type:, config.materialized:, state:modified, state:new, result:error."
                    : NearestNames.Question(core, nodes.SelectMany(node => new[] { node.Name, node.Name[(node.Name.IndexOf('.', StringComparison.Ordinal) + 1)..] })) ?? "`kmen ls` shows all names.");
        }

        var all = found.ToHashSet();
        if (match.Groups["up"].Success)
        {
            all.UnionWith(Walk(found, Limit(match.Groups["up"].Value), Parents));
        }

        if (match.Groups["down"].Success || match.Groups["at"].Success)
        {
            all.UnionWith(Walk(found, Limit(match.Groups["down"].Value), Children));
        }

        if (match.Groups["at"].Success)
        {
            all.UnionWith(Walk(all, int.MaxValue, Parents));
        }

        return all;
    }

    bool Matches(GraphNode node, string core)
    {
        var colon = core.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return IsLike(node.Name, core) || IsLike(node.Name[(node.Name.IndexOf('.', StringComparison.Ordinal) + 1)..], core) || node.Makes.Any(table => IsLike(table, core))
                || (node.Model is { } file && (core.EndsWith(".sql", StringComparison.Ordinal) || core.Contains('/', StringComparison.Ordinal)) && IsBelow(file, core));
        }

        var (method, value) = (core[..colon], core[(colon + 1)..]);
        return method switch
        {
            "tag" => node.Model?.Tags.Any(tag => IsLike(tag, value)) == true,
            "owner" => node.Model?.Owner is { } owner && IsLike(owner, value),
            "path" or "file" => node.Model is { } model && IsBelow(model, value),
            "source" => node.Kind == "source" && (IsLike(node.Name, value) || IsLike(node.Name["raw.".Length..], value)),
            "resource_type" => IsLike(ResourceType(node), value),
            "config.materialized" => node.Model is not null && IsLike(node.Kind, value),
            "state" or "result" => isInState(core, node),
            "fqn" => IsLike(node.Name, value),
            _ => throw KmenException.Usage(
                $"{method}: is no way to select.", null,
                NearestNames.Question(method, ["tag", "path", "owner", "source", "resource_type", "config.materialized", "state", "result", "fqn"])
                ?? "Write tag:, path:, owner:, source:, resource_type:, config.materialized:, state: or result:."),
        };
    }

    /// <summary>dbt's word for a kind.</summary>
    /// <param name="node">The node.</param>
    /// <returns>source, model, snapshot or test; for steps of the engine their kind.</returns>
    public static string ResourceType(GraphNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node switch
        {
            { Kind: "source" } => "source",
            { Kind: "check" } => "test",
            { Kind: "snapshot" } => "snapshot",
            { Model: not null } => "model",
            _ => node.Kind,
        };
    }

    IEnumerable<GraphNode> Parents(GraphNode node) => node.Reads.Select(table => makers.GetValueOrDefault(table)).OfType<GraphNode>();

    IEnumerable<GraphNode> Children(GraphNode node) => node.Makes.SelectMany(table => readers[table]);

    static HashSet<GraphNode> Walk(IEnumerable<GraphNode> from, int steps, Func<GraphNode, IEnumerable<GraphNode>> next)
    {
        var seen = new HashSet<GraphNode>();
        var edge = from.ToList();
        for (var step = 0; step < steps && edge.Count > 0; step++)
        {
            edge = [.. edge.SelectMany(next).Where(seen.Add)];
        }

        return seen;
    }

    static int Limit(string sign) => int.TryParse(sign.Trim('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    static bool IsBelow(Model model, string path)
    {
        var file = model.File.Replace('\\', '/');
        var wanted = path.TrimEnd('/');
        return wanted.Contains('*', StringComparison.Ordinal) ? IsLike(file, wanted) : file.Equals(wanted, StringComparison.OrdinalIgnoreCase) || file.StartsWith(wanted + "/", StringComparison.OrdinalIgnoreCase);
    }

    static bool IsLike(string name, string pattern) => pattern.Contains('*', StringComparison.Ordinal) || pattern.Contains('?', StringComparison.Ordinal)
        ? Regex.IsMatch(name, "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
        : name.Equals(pattern, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(?<at>@)?(?<up>\d*\+)?(?<core>.*?)(?<down>\+\d*)?$")]
    private static partial Regex Form();
}
