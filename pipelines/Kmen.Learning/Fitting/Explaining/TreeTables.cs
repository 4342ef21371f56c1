namespace Kmen.Learning.Fitting.Explaining;

/// <summary>The trees of a model laid out one after another, parents before children, with a table of SHAP values for each leaf.</summary>
internal sealed class TreeTables
{
    private readonly List<TreeNode> _nodes = [];
    private readonly List<int> _features = [];
    private readonly float[] _values;
    private int _used;

    /// <param name="baseMargin">The margin that the trees add to.</param>
    /// <param name="trees">The trees.</param>
    /// <param name="size">Values in all tables, as <see cref="Size"/> counts them.</param>
    public TreeTables(double baseMargin, IReadOnlyList<BoostedTree> trees, long size)
    {
        _values = new float[size];
        Bias = baseMargin;
        Ends = new int[trees.Count];
        for (var tree = 0; tree < trees.Count; tree++)
        {
            Add(trees[tree]);
            Ends[tree] = _nodes.Count;
        }

        Nodes = [.. _nodes];
        Features = [.. _features];
    }

    /// <summary>The mean margin over the training rows, by cover.</summary>
    public double Bias { get; private set; }

    public TreeNode[] Nodes { get; }

    /// <summary>For each tree the number of the node after its last.</summary>
    public int[] Ends { get; }

    /// <summary>The distinct features of each leaf's path.</summary>
    public int[] Features { get; }

    /// <summary>The tables: for each pattern of decisions, a value for each of the leaf's features.</summary>
    public float[] Values => _values;

    /// <summary>An upper bound of the values in a tree's tables; null where a path is longer than allowed.</summary>
    public static long? Size(BoostedTree tree, int maximumDepth, int node = 0, int depth = 0) =>
        depth > maximumDepth ? null
        : tree.IsLeaf(node) ? (1L << depth) * depth
        : Size(tree, maximumDepth, tree.Left[node], depth + 1) + Size(tree, maximumDepth, tree.Right[node], depth + 1);

    private void Add(BoostedTree tree)
    {
        var next = _nodes.Count + 1;
        var waiting = new Queue<(int Node, (int Feature, double Share)[] Path, double Reach)>([(0, [], 1.0)]);
        while (waiting.TryDequeue(out var item))
        {
            var (node, path, reach) = item;
            if (tree.IsLeaf(node))
            {
                Bias += reach * tree.Value[node];
                AddLeaf(path, tree.Value[node]);
                continue;
            }

            _nodes.Add(TreeNode.Split(tree.Feature[node], tree.Value[node], tree.MissingGoesLeft[node], next));
            next += 2;
            foreach (var child in new[] { tree.Left[node], tree.Right[node] })
            {
                var share = tree.Cover[child] / tree.Cover[node];
                waiting.Enqueue((child, [.. path, (tree.Feature[node], share)], reach * share));
            }
        }
    }

    private void AddLeaf((int Feature, double Share)[] path, float leaf)
    {
        int[] features = [.. path.Select(static step => step.Feature).Distinct()];
        (int, double)[] places = [.. path.Select(step => (Array.IndexOf(features, step.Feature), step.Share))];
        var size = (1 << path.Length) * features.Length;
        PathWeights.Fill(places, features.Length, leaf, _values.AsSpan(_used, size));
        _nodes.Add(TreeNode.Leaf(_used, _features.Count, features.Length));
        _features.AddRange(features);
        _used += size;
    }
}
