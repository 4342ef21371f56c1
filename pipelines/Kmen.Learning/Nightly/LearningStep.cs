using System.Globalization;
using Kmen.Learning.Definitions;
using Kmen.Models.Building;
using Kmen.Models.Parsing;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Learning.Nightly;

/// <summary>Trains, tests and applies the workspace's models: <c>predictions.scores</c> and <c>predictions.models</c>.</summary>
internal sealed class LearningStep(IReadOnlyList<ModelDefinition> definitions, IReadOnlyList<string> inputs) : IBuildStep
{
    /// <inheritdoc/>
    public string Name => "predictions.scores";

    /// <inheritdoc/>
    public string Kind => "learn";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs => inputs;

    /// <inheritdoc/>
    public IReadOnlyList<string> Outputs { get; } = ["predictions.scores", "predictions.models"];

    /// <inheritdoc/>
    public StepResult Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var reasons = definitions.Max(definition => definition.Reasons);
        context.Session.Execute(
            $"""
            create schema if not exists predictions;
            create or replace table predictions.scores (
                person_id bigint, model varchar, model_version varchar, as_of timestamp, score double{Scoring.ReasonColumns(reasons)});
            create or replace table predictions.models (
                model varchar, model_version varchar, as_of timestamp, is_published boolean, refusal varchar, training_rows bigint, holdout_rows bigint,
                auc double, auc_lower double, auc_upper double, baseline_auc double, baseline_auc_lower double, baseline_auc_upper double,
                gain double, gain_lower double, gain_upper double, calibration varchar, calibration_error double);
            """, cancellation: context.Cancellation);
        TableComment.Write(context.Session, null, PredictionComments.Scores(reasons), PredictionComments.Models);
        var rows = 0L;
        var messages = new List<string>();
        foreach (var definition in definitions)
        {
            var (scored, message) = Learn(context, definition);
            rows += scored;
            messages.Add(message);
        }

        return new StepResult(rows, string.Join("; ", messages));
    }

    static (long Rows, string Message) Learn(BuildContext context, ModelDefinition definition)
    {
        try
        {
            var threads = context.Warehouse.Threads;
            var columns = FeatureRows.Columns(context.Session, definition);
            var trained = Train(context, definition, columns, threads);
            var rows = Scoring.Score(context, definition, columns, trained, threads);
            Record(context, definition, trained);
            var message = Describe(definition, trained);
            context.Run.Reporter.Note(message);
            return (rows, message);
        }
        catch (WarehouseException e)
        {
            throw new KmenException($"{definition.Name}: {e.Message}", definition.Position, "Look at population, label and features of this file.", inner: e);
        }
    }

    static TrainedModel Train(BuildContext context, ModelDefinition definition, IReadOnlyList<string> columns, int threads)
    {
        var cutoffs = Cutoffs.Of(definition, context.Run.AsOf, context.Run.Workspace.TimeZone);
        var parser = new QueryParser(context.Session);
        var wanted = parser.Parse(definition.Population).Tables.Concat(parser.Parse(definition.Label).Tables).Select(table => table.FullName)
            .Append(definition.Features.ToLowerInvariant());
        FeatureRows training, tuning, holdout;
        using (var past = TrainingCatalog.Build(context, [.. cutoffs.All], wanted))
        {
            FeatureRows Rows(IReadOnlyCollection<DateTime> moments) =>
                FeatureRows.Read(past.Session, definition, columns, moments, definition.MaximumRows, context.Cancellation);
            training = Rows([.. cutoffs.Training.SkipLast(1)]);
            tuning = Rows([cutoffs.Training[^1]]);
            holdout = Rows([.. cutoffs.Holdout]);
        }

        return Training.Train(definition, training, tuning, holdout, threads, context.Cancellation);
    }

    static void Record(BuildContext context, ModelDefinition definition, TrainedModel model)
    {
        static object? Rounded(double? value) => value is { } number && double.IsFinite(number) ? Math.Round(number, 6) : null;
        var compared = model.Comparison;
        context.Session.Append(Catalogs.Build, "predictions", "models",
        [
            [
                definition.Name, model.Version, context.Run.AsOf, model.Refusal is null, model.Refusal, (long)model.TrainingRows, (long)model.HoldoutRows,
                Rounded(compared?.Model.Estimate), Rounded(compared?.Model.Lower), Rounded(compared?.Model.Upper),
                Rounded(compared?.Baseline.Estimate), Rounded(compared?.Baseline.Lower), Rounded(compared?.Baseline.Upper),
                Rounded(compared?.Gain.Estimate), Rounded(compared?.Gain.Lower), Rounded(compared?.Gain.Upper),
                model.Calibration.Method, Rounded(model.Holdout?.CalibrationError),
            ],
        ]);
    }

    static string Describe(ModelDefinition definition, TrainedModel model)
    {
        if (model.Comparison is not { } compared)
        {
            return $"{definition.Name} is not learned: {model.Refusal}. There are no scores of it";
        }

        var figures = string.Create(
            CultureInfo.InvariantCulture,
            $"AUC {compared.Model.Estimate:F4} [{compared.Model.Lower:F4}, {compared.Model.Upper:F4}], baseline {compared.Baseline.Estimate:F4} [{compared.Baseline.Lower:F4}, {compared.Baseline.Upper:F4}], gain {compared.Gain.Estimate:F4} [{compared.Gain.Lower:F4}, {compared.Gain.Upper:F4}] on {model.HoldoutRows:N0} later rows");
        return model.Refusal is null
            ? $"{definition.Name} is published: {figures}"
            : $"{definition.Name} is refused, the baseline's scores stand in its place: {model.Refusal}; {figures}";
    }
}
