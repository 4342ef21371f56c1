using System.Text.Json;

namespace Kmen.Learning.Fitting.Explaining;

/// <summary>One tree out of XGBoost's JSON; the arrays have an element a node, and node 0 is the root.</summary>
/// <param name="Feature">The feature that is split on.</param>
/// <param name="Value">Lower values than this go left; for a leaf, what it adds to the margin.</param>
/// <param name="MissingGoesLeft">Where rows go that lack the feature.</param>
/// <param name="Left">The child for lower values; -1 for a leaf.</param>
/// <param name="Right">The other child.</param>
/// <param name="Cover">Sum of the training rows' hessians.</param>
internal sealed record BoostedTree(int[] Feature, float[] Value, bool[] MissingGoesLeft, int[] Left, int[] Right, double[] Cover)
{
    /// <summary>Reads the trees of a model, and the margin they start from. Only numeric splits are known, which is all that Kmen trains.</summary>
    public static (double BaseMargin, IReadOnlyList<BoostedTree> Trees) ReadAll(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var learner = document.RootElement.GetProperty("learner");
        var baseScore = learner.GetProperty("learner_model_param").GetProperty("base_score").GetString()!;
        var probability = float.Parse(baseScore, System.Globalization.CultureInfo.InvariantCulture);
        var trees = learner.GetProperty("gradient_booster").GetProperty("model").GetProperty("trees");
        return (Statistics.LogOdds.FromProbability(probability), [.. trees.EnumerateArray().Select(Read)]);
    }

    public bool IsLeaf(int node) => Left[node] < 0;

    private static BoostedTree Read(JsonElement tree) => new(
        Array(tree, "split_indices", static value => value.GetInt32()),
        Array(tree, "split_conditions", static value => value.GetSingle()),
        Array(tree, "default_left", static value => value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.Number && value.GetInt32() != 0)),
        Array(tree, "left_children", static value => value.GetInt32()),
        Array(tree, "right_children", static value => value.GetInt32()),
        Array(tree, "sum_hessian", static value => value.GetDouble()));

    private static T[] Array<T>(JsonElement tree, string name, Func<JsonElement, T> read) => [.. tree.GetProperty(name).EnumerateArray().Select(read)];
}
