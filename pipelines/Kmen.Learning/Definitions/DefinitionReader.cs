using Kmen.Learning.Fitting;
using Kmen.Workspace;
using Kmen.Workspace.Configuration.Reading;

namespace Kmen.Learning.Definitions;

/// <summary>Reads the definitions of a workspace's <c>models/</c> folder.</summary>
public static class DefinitionReader
{
    /// <summary>Reads all definitions, ordered by file name.</summary>
    /// <param name="root">The workspace's folder.</param>
    /// <returns>The definitions.</returns>
    /// <exception cref="KmenException">A file is wrong: all of its errors, each with its place.</exception>
    public static IReadOnlyList<ModelDefinition> ReadAll(string root)
    {
        var folder = Path.Combine(root, "models");
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var definitions = Directory.EnumerateFiles(folder, "*.yml").Order(StringComparer.Ordinal)
            .Select(file => Read(Path.GetRelativePath(root, file), File.ReadAllText(file))).ToList();
        return definitions.GroupBy(definition => definition.Name).FirstOrDefault(group => group.Count() > 1) is { } twins
            ? throw KmenException.Usage(
                $"Two models have the name {twins.Key}: {string.Join(" and ", twins.Select(definition => definition.File))}.", twins.Last().Position,
                "Give one of them another name: predictions.scores tells models apart by it.")
            : definitions;
    }

    internal static ModelDefinition Read(string file, string text) => Read(file, text, new KeyTrace());

    internal static ModelDefinition Read(string file, string text, KeyTrace keys)
    {
        var findings = new Findings();
        var yaml = YamlFile.Parse(file, text, findings, keys);
        var features = yaml.Section("features", required: true);
        var baseline = yaml.Section("baseline", required: true);
        var training = yaml.Section("training");
        var holdout = yaml.Section("holdout");
        var gates = yaml.Section("gates");
        var definition = new ModelDefinition
        {
            Name = yaml.Text("name", required: true) ?? "",
            File = file,
            Description = yaml.Text("description") ?? "",
            HorizonDays = yaml.Whole("horizon_days", 1, 730) ?? 30,
            Population = Query(yaml.Text("population", required: true)),
            Label = Query(yaml.Text("label", required: true)),
            Features = features?.Text("table", required: true) ?? "",
            Exclude = features?.Texts("exclude") ?? [],
            BaselineRecency = baseline?.Text("recency", required: true) ?? "",
            BaselineFrequency = baseline?.Text("frequency", required: true) ?? "",
            TrainingCutoffs = training?.Whole("cutoffs", 2, 60) ?? 5,
            StepDays = training?.Whole("step_days", 1, 365) ?? 30,
            MaximumRows = training?.Whole("maximum_rows", 1_000, 100_000_000) ?? 1_000_000,
            HoldoutCutoffs = holdout?.Whole("cutoffs", 1, 12) ?? 1,
            Parameters = Algorithm(yaml.Section("algorithm")),
            MinimumRows = gates?.Whole("minimum_rows", 10, 1_000_000) ?? 1_000,
            MinimumPositives = gates?.Whole("minimum_positives", 5, 1_000_000) ?? 100,
            GainLowerBound = gates?.Share("gain_lower_bound") ?? 0,
            Reasons = yaml.Whole("reasons", 0, 10) ?? 3,
            Texts = yaml.Pairs("texts"),
        };
        foreach (var section in new[] { features, baseline, training, holdout, gates, yaml })
        {
            section?.Done();
        }

        findings.ThrowIfAny(file);
        return definition;
    }

    /// <summary>A query is put into others, where a closing semicolon would end them.</summary>
    static string Query(string? sql) => (sql ?? "").TrimEnd().TrimEnd(';').TrimEnd();

    static GradientBoostingParameters Algorithm(YamlSection? algorithm)
    {
        var defaults = new GradientBoostingParameters();
        if (algorithm is null)
        {
            return defaults;
        }

        _ = algorithm.Choice("kind", [("xgboost", true)]);
        var result = defaults with
        {
            MaximumRounds = algorithm.Whole("rounds", 1, 5_000) ?? defaults.MaximumRounds,
            EarlyStoppingRounds = algorithm.Whole("early_stopping_rounds", 1, 1_000) ?? defaults.EarlyStoppingRounds,
            Seed = algorithm.Whole("seed", 0, int.MaxValue) ?? defaults.Seed,
            MaximumDepth = algorithm.Whole("max_depth", 1, 16) ?? defaults.MaximumDepth,
            LearningRate = algorithm.Share("learning_rate") ?? defaults.LearningRate,
            MinimumChildWeight = algorithm.Whole("min_child_weight", 0, 1_000_000) ?? defaults.MinimumChildWeight,
            Lambda = algorithm.Whole("reg_lambda", 0, 1_000_000) ?? defaults.Lambda,
            RowSample = algorithm.Share("subsample") ?? defaults.RowSample,
            ColumnSample = algorithm.Share("colsample_bytree") ?? defaults.ColumnSample,
        };
        algorithm.Done();
        return result;
    }
}
