namespace Kmen.Learning.Fitting.Explaining;

/// <summary>A split, or a leaf with the place of its table.</summary>
/// <param name="Feature">The feature that is split on.</param>
/// <param name="Value">Lower values than this go left.</param>
/// <param name="MissingGoesLeft">Where rows go that lack the feature.</param>
/// <param name="Left">Number of the child for lower values; -1 for a leaf.</param>
/// <param name="Right">Number of the other child.</param>
/// <param name="FirstValue">Of a leaf: where its table begins.</param>
/// <param name="FirstFeature">Of a leaf: where the list of its path's distinct features begins.</param>
/// <param name="FeatureCount">Of a leaf: how many they are.</param>
internal readonly record struct TreeNode(
    int Feature, float Value, bool MissingGoesLeft, int Left, int Right, int FirstValue, int FirstFeature, int FeatureCount)
{
    public static TreeNode Split(int feature, float value, bool missingGoesLeft, int left) =>
        new(feature, value, missingGoesLeft, left, left + 1, 0, 0, 0);

    public static TreeNode Leaf(int firstValue, int firstFeature, int featureCount) =>
        new(0, 0, false, -1, -1, firstValue, firstFeature, featureCount);
}
