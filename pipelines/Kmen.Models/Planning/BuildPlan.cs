using System.Globalization;
using System.Text.RegularExpressions;
using Kmen.Models.Analysis;
using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Models.State;
using Kmen.Warehouse;

namespace Kmen.Models.Planning;

/// <summary>What a run will do: for each step whether it is built, and why. Made before anything is touched.</summary>
public sealed partial class BuildPlan
{
    readonly Dictionary<string, StepPlan> byName;

    BuildPlan(IReadOnlyList<StepPlan> steps, IReadOnlyDictionary<string, string> versions)
    {
        Steps = steps;
        Versions = versions;
        byName = steps.ToDictionary(step => step.Step.Name.ToLowerInvariant());
    }

    /// <summary>The steps in their order.</summary>
    public IReadOnlyList<StepPlan> Steps { get; }

    /// <summary>Whether everything is made and tested whole, whatever has changed.</summary>
    public bool IsFullRefresh { get; private init; }

    /// <summary>The version of every table that is read or made, by schema.name in lower case.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; }

    /// <summary>The plan of a step, or null.</summary>
    /// <param name="name">The step's name.</param>
    /// <returns>The plan.</returns>
    public StepPlan? Of(string name) => byName.GetValueOrDefault((name ?? "").ToLowerInvariant());

    /// <summary>Makes the plan.</summary>
    /// <param name="steps">The steps in their order.</param>
    /// <param name="basis">What is there, and what was asked for.</param>
    /// <returns>The plan.</returns>
    public static BuildPlan Make(IReadOnlyList<IBuildStep> steps, PlanBasis basis)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(basis);
        var versions = basis.SourceVersions.ToDictionary();
        var plans = new List<StepPlan>();
        foreach (var step in steps)
        {
            var plan = Plan(step, basis, versions);
            plans.Add(plan);
            foreach (var output in step.Outputs)
            {
                versions[output] = step.Outputs.Count == 1 ? plan.Version : Hash.Of(plan.Version, output);
            }
        }

        return new BuildPlan(plans, versions) { IsFullRefresh = basis.FullRefresh };
    }

    static StepPlan Plan(IBuildStep step, PlanBasis basis, IReadOnlyDictionary<string, string> versions)
    {
        var inputs = step.Inputs.ToDictionary(input => input, input => versions.GetValueOrDefault(input, ""));
        var model = (step as ModelStep)?.Model ?? (step as CheckStep)?.Check;
        var isStaging = model?.Schema == Catalogs.Staging;
        var before = (isStaging ? basis.Staging : basis.Published).GetValueOrDefault(step.Name.ToLowerInvariant());
        var content = model is null
            ? Hash.Of(step.Kind, step.Name, basis.StepSettings, basis.Queries.GetValueOrDefault(step.Name.ToLowerInvariant())?.Text ?? "")
            : ContentOf(model, basis.Queries[step.Name.ToLowerInvariant()], basis);
        var read = inputs.OrderBy(input => input.Key, StringComparer.Ordinal).Select(input => $"{input.Key} {input.Value}").ToList();
        var version = Hash.Of([content, .. read]);
        if (model is null)
        {
            // A step of the engine also depends on what Kmen keeps; where that is as the step left it, its tables are as they were.
            version = before?.Content == version && before.Header == basis.Registry ? before.Version : Hash.Of(version, basis.Registry);
            if (step.IncrementSettings is { } settings)
            {
                inputs[BuiltModel.Settings] = Hash.Of(settings, basis.Program, step.GetType().Assembly.ManifestModule.ModuleVersionId.ToString(), basis.FunctionsHash, basis.EngineVersion);
                inputs[BuiltModel.AsOf] = basis.AsOf.ToString("O", CultureInfo.InvariantCulture);
            }

            var (done, why) = OfEngine(before, basis, inputs, version);
            return new StepPlan(step, done, why, version) { Content = Hash.Of([content, .. read]), Header = basis.Registry, Inputs = inputs, Before = before };
        }

        var header = HeaderOf(model);
        var (way, reason) = Decide(model, step, before, basis, content, version, header, inputs);
        return new StepPlan(step, way, reason, version) { Content = content, Header = header, Inputs = inputs, Before = before };
    }

    static (BuildWay Way, string Reason) OfEngine(BuiltModel? before, PlanBasis basis, Dictionary<string, string> inputs, string version)
    {
        if (basis.IsRetry && before?.Version == version)
        {
            return (BuildWay.Carry, "nothing changed");
        }

        var isIncrement = !basis.IsRetry && !basis.FullRefresh && before is not null && before.Header == basis.Registry
            && inputs.TryGetValue(BuiltModel.Settings, out var settings) && before.Inputs.GetValueOrDefault(BuiltModel.Settings) == settings
            && string.CompareOrdinal(before.Inputs[BuiltModel.AsOf], inputs[BuiltModel.AsOf]) <= 0;
        return (isIncrement ? BuildWay.Increment : BuildWay.Build, "made by the engine on every run that builds");
    }

    static (BuildWay Way, string Reason) Decide(
        Model model, IBuildStep step, BuiltModel? before, PlanBasis basis, string content, string version, string header, Dictionary<string, string> inputs)
    {
        if (basis.FullRefresh)
        {
            return (BuildWay.Build, "a full refresh was asked for");
        }

        if (before is null)
        {
            return (BuildWay.Build, step is CheckStep ? "new" : basis.Published.Count == 0 && model.Schema != Catalogs.Staging ? "nothing is published yet" : "new");
        }

        if (before.Content != content)
        {
            return (BuildWay.Build, "its text or settings changed");
        }

        if (Changing(basis.Queries[step.Name.ToLowerInvariant()], basis.Functions) is { } function)
        {
            return (BuildWay.Build, $"{function} may give something else each time");
        }

        if (before.Version == version)
        {
            return before.Header != header ? (BuildWay.Test, "its description or tests changed") : (BuildWay.Carry, "nothing changed");
        }

        var changed = inputs.Where(input => before.Inputs.GetValueOrDefault(input.Key) != input.Value).Select(input => input.Key).Order(StringComparer.Ordinal).ToList();
        var reason = changed.Count switch
        {
            0 => "what it depends on changed",
            <= 3 => $"{string.Join(", ", changed)} changed",
            _ => string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", changed.Take(2))} and {changed.Count - 2} more changed"),
        };
        // A check that returned no row can only return rows of touched keys.
        var isByKey = step is CheckStep ? before.Failing is [0] : model.Materialization == Materialization.Incremental && !model.IsRebuiltWhole;
        return (isByKey ? BuildWay.Increment : BuildWay.Build, reason);
    }

    static string? Changing(ParsedQuery query, FunctionTraits functions) =>
        FunctionName().Matches(query.Text).Select(match => match.Groups[1].Value).FirstOrDefault(functions.Changing.Contains);

    static string ContentOf(Model model, ParsedQuery query, PlanBasis basis) => Hash.Of(
        Position().Replace(query.Text, ""), model.Materialization.ToString(), string.Join(',', model.Grain), model.Snapshot?.ToString() ?? "",
        string.Join(',', model.Contract.Select(column => $"{column.Key} {column.Value}")), basis.FunctionsHash, basis.EngineVersion);

    /// <summary>What is in a header beside what decides the table's content; the comment's own text, so that any edit counts.</summary>
    static string HeaderOf(Model model) => Hash.Of(model.Text[..model.SqlOffset]);

    [GeneratedRegex("\"query_location\":\\d+,?")]
    private static partial Regex Position();

    [GeneratedRegex("\"function_name\":\"([^\"]+)\"")]
    private static partial Regex FunctionName();
}
