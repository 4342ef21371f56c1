using System.Globalization;

namespace Kmen.Learning.Fitting;

/// <summary>How boosted trees are grown. The defaults suit some thousands of rows and more, with tens of features.</summary>
public sealed record GradientBoostingParameters
{
    /// <summary>Share of each tree that is added (eta), above 0 and at most 1.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Levels of a tree, from 1 to 12.</summary>
    public int MaximumDepth { get; init; } = 4;

    /// <summary>Least sum of hessians in a leaf, 0 or more: for probabilities near a half, a fourth of the rows.</summary>
    public double MinimumChildWeight { get; init; } = 5;

    /// <summary>Penalty on squared leaf values, 0 or more.</summary>
    public double Lambda { get; init; } = 1;

    /// <summary>Share of rows that each tree sees, above 0 and at most 1.</summary>
    public double RowSample { get; init; } = 1;

    /// <summary>Share of features that each tree sees, above 0 and at most 1.</summary>
    public double ColumnSample { get; init; } = 1;

    /// <summary>Trees at most, from 1 to 10,000.</summary>
    public int MaximumRounds { get; init; } = 400;

    /// <summary>Rounds without a lower validation loss after which training ends, 1 or more.</summary>
    public int EarlyStoppingRounds { get; init; } = 30;

    /// <summary>The probability that boosting starts from, between 0 and 1; null for the weighted base rate of the training rows.</summary>
    public double? BaseScore { get; init; }

    /// <summary>Where the sampling of rows and features begins, 0 or more.</summary>
    public int Seed { get; init; }

    /// <summary>Makes sure that every parameter is in its range.</summary>
    /// <exception cref="ArgumentException">One is not; the message names it, its value and the range.</exception>
    public void Validate()
    {
        Check(nameof(LearningRate), LearningRate, LearningRate is > 0 and <= 1, "above 0 and at most 1");
        Check(nameof(MaximumDepth), MaximumDepth, MaximumDepth is >= 1 and <= 12, "from 1 to 12");
        Check(nameof(MinimumChildWeight), MinimumChildWeight, MinimumChildWeight is >= 0 and <= float.MaxValue, "0 or more");
        Check(nameof(Lambda), Lambda, Lambda is >= 0 and <= float.MaxValue, "0 or more");
        Check(nameof(RowSample), RowSample, RowSample is > 0 and <= 1, "above 0 and at most 1");
        Check(nameof(ColumnSample), ColumnSample, ColumnSample is > 0 and <= 1, "above 0 and at most 1");
        Check(nameof(MaximumRounds), MaximumRounds, MaximumRounds is >= 1 and <= 10_000, "from 1 to 10,000");
        Check(nameof(EarlyStoppingRounds), EarlyStoppingRounds, EarlyStoppingRounds >= 1, "1 or more");
        Check(nameof(BaseScore), BaseScore ?? 0.5, BaseScore is null or (> 0 and < 1), "between 0 and 1");
        Check(nameof(Seed), Seed, Seed >= 0, "0 or more");
    }

    /// <summary>The parameters by XGBoost's names.</summary>
    internal Dictionary<string, string> ToXGBoost(float baseScore) => new(StringComparer.Ordinal)
    {
        ["objective"] = "binary:logistic",
        ["tree_method"] = "hist",
        ["eta"] = Text(LearningRate),
        ["max_depth"] = Text(MaximumDepth),
        ["min_child_weight"] = Text(MinimumChildWeight),
        ["lambda"] = Text(Lambda),
        ["subsample"] = Text(RowSample),
        ["colsample_bytree"] = Text(ColumnSample),
        ["seed"] = Text(Seed),
        ["base_score"] = baseScore.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void Check(string name, double value, bool isInRange, string range)
    {
        if (!isInRange)
        {
            throw new ArgumentException($"{name} is {Text(value)}; it must be {range}.", name);
        }
    }
}
