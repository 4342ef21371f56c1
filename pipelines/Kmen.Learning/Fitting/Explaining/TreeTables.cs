namespace Kmen.Learning.Fitting.Explaining;

/// <summary>The trees of a model laid out one after another, parents before children, with tables of SHAP values for their leaves.</summary>
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

    /// <summary>The distinct features of each table's path.</summary>
    public int[] Features { get; }

    /// <summary>The tables: for each pattern of decisions, a value for each of the path's features.</summary>
    public float[] Values => _values;

    /// <summary>An upper bound of the values in a tree's tables; null where a path is longer than allowed.</summary>
    public static long? Size(BoostedTree tree, int maximumDepth, int node = 0, int depth = 0) =>
        depth > maximumDepth ? null
        : tree.IsLeaf(node) ? (1L << depth) * depth
        : Size(tree, maximumDepth, tree.Left[node], depth + 1) + Size(tree, maximumDepth, tree.Right[node], depth + 1);

    private void Add(BoostedTree tree)
    {
        var next = _nodes.Count + 1;
        var waiting = new Queue<(int Node, Step[] Path, double Reach)>([(0, [], 1.0)]);
        while (waiting.TryDequeue(out var item))
        {
            var (node, path, reach) = item;
            var (feature, left, right) = (tree.Feature[node], tree.Left[node], tree.Right[node]);
            if (tree.IsLeaf(node))
            {
                Bias += reach * tree.Value[node];
                AddTable(new TreeNode(-1, 0, false, -1, 0, 0, 0), path, [(tree.Value[node], path)]);
                continue;
            }

            Step[] toLeft = [.. path, new Step(feature, tree.Cover[left] / tree.Cover[node])];
            Step[] toRight = [.. path, new Step(feature, tree.Cover[right] / tree.Cover[node])];
            var (reachLeft, reachRight) = (reach * toLeft[^1].Share, reach * toRight[^1].Share);
            var split = new TreeNode(feature, tree.Value[node], tree.MissingGoesLeft[node], -1, 0, 0, 0);
            if (tree.IsLeaf(left) && tree.IsLeaf(right))
            {
                Bias += (reachLeft * tree.Value[left]) + (reachRight * tree.Value[right]);
                AddTable(split, toLeft, [(tree.Value[left], toLeft), (tree.Value[right], toRight)]);
                continue;
            }

            _nodes.Add(split with { Left = next });
            next += 2;
            waiting.Enqueue((left, toLeft, reachLeft));
            waiting.Enqueue((right, toRight, reachRight));
        }
    }

    /// <summary>Adds a node with the table of one leaf, or of two siblings, whose paths decide on the same features.</summary>
    private void AddTable(TreeNode node, Step[] path, ReadOnlySpan<(float Value, Step[] Path)> leaves)
    {
        int[] features = [.. path.Select(static step => step.Feature).Distinct()];
        var size = (1 << path.Length) * features.Length;
        for (var leaf = 0; leaf < leaves.Length; leaf++)
        {
            (int, double)[] places = [.. leaves[leaf].Path.Select(step => (Array.IndexOf(features, step.Feature), step.Share))];
            PathWeights.Add(places, features.Length, leaves[leaf].Value, _values.AsSpan(_used, size), flip: leaf);
        }

        _nodes.Add(node with { FirstValue = _used, FirstFeature = _features.Count, FeatureCount = features.Length });
        _features.AddRange(features);
        _used += size;
    }

    /// <summary>A decision on the way to a leaf.</summary>
    /// <param name="Feature">What it is about.</param>
    /// <param name="Share">The share of the cover that goes this way.</param>
    private readonly record struct Step(int Feature, double Share);
}
