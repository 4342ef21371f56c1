namespace Kmen.Learning.Fitting.Explaining;

/// <summary>A split with its children; a leaf with its table; or a split whose children are leaves, with one table for both.</summary>
/// <param name="Feature">The feature that is split on; -1 for a leaf.</param>
/// <param name="Value">Lower values than this go left.</param>
/// <param name="MissingGoesLeft">Where rows go that lack the feature.</param>
/// <param name="Left">Number of the child for lower values, the other being the next; -1 where there is a table.</param>
/// <param name="FirstValue">Where the table begins.</param>
/// <param name="FirstFeature">Where the list of the path's distinct features begins.</param>
/// <param name="FeatureCount">How many they are.</param>
internal readonly record struct TreeNode(
    int Feature, float Value, bool MissingGoesLeft, int Left, int FirstValue, int FirstFeature, int FeatureCount);
