namespace Kmen.Identity.Tests;

/// <summary>Connected components the textbook way: the oracle.</summary>
internal sealed class UnionFind
{
    readonly Dictionary<long, long> parent = [];

    public IEnumerable<long> Nodes => parent.Keys;

    /// <summary>Joins the components of two nodes; the smaller root stays.</summary>
    public void Join(long a, long b)
    {
        var (first, second) = (Smallest(a), Smallest(b));
        parent[Math.Max(first, second)] = Math.Min(first, second);
    }

    /// <summary>The smallest node of a component.</summary>
    public long Smallest(long node)
    {
        parent.TryAdd(node, node);
        while (parent[node] != node)
        {
            parent[node] = parent[parent[node]];
            node = parent[node];
        }

        return node;
    }
}
