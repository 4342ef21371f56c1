using Kmen.Learning.Fitting;
using Kmen.Workspace;

namespace Kmen.Learning.Definitions;

/// <summary>A learned model: a validated <c>models/&lt;name&gt;.yml</c>.</summary>
public sealed record ModelDefinition
{
    /// <summary>Name, as <c>predictions.scores</c> shows it.</summary>
    public required string Name { get; init; }

    /// <summary>Path relative to the workspace.</summary>
    public required string File { get; init; }

    /// <summary>What it predicts.</summary>
    public required string Description { get; init; }

    /// <summary>How far the label looks ahead, in days from 1 to 730.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>SELECT of person_id, as_of: who is learned from and scored.</summary>
    public required string Population { get; init; }

    /// <summary>SELECT of person_id, as_of, label: what happened from as_of on within the horizon; who is missing has 0.</summary>
    public required string Label { get; init; }

    /// <summary>The feature table, grain person_id and as_of, as schema.name.</summary>
    public required string Features { get; init; }

    /// <summary>Columns of it that are no features.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The baseline's column of recency.</summary>
    public required string BaselineRecency { get; init; }

    /// <summary>The baseline's column of frequency.</summary>
    public required string BaselineFrequency { get; init; }

    /// <summary>Training moments. Default: 5, at least 2, of which the last tunes and calibrates.</summary>
    public int TrainingCutoffs { get; init; } = 5;

    /// <summary>Days between two moments. Default: 30.</summary>
    public int StepDays { get; init; } = 30;

    /// <summary>Holdout moments. Default: 1.</summary>
    public int HoldoutCutoffs { get; init; } = 1;

    /// <summary>The most rows learned from; beyond it persons are sampled by a hash of their id. Default: 1,000,000.</summary>
    public int MaximumRows { get; init; } = 1_000_000;

    /// <summary>How the trees grow.</summary>
    public required GradientBoostingParameters Parameters { get; init; }

    /// <summary>Gate: rows needed in training and in the holdout, each. Default: 1,000.</summary>
    public int MinimumRows { get; init; } = 1_000;

    /// <summary>Gate: positives needed in training and in the holdout, each. Default: 100.</summary>
    public int MinimumPositives { get; init; } = 100;

    /// <summary>Gate: the lower bound of the gain in AUC over the baseline must be above this. Default: 0.</summary>
    public double GainLowerBound { get; init; }

    /// <summary>Reasons given for each score. Default: 3, from 0 to 10.</summary>
    public int Reasons { get; init; } = 3;

    /// <summary>What features are called in reasons; <c>{value}</c> is the person's value.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the definition stands.</summary>
    public SourcePosition Position => new(File);
}
