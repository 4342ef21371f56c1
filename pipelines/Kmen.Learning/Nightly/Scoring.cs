using System.Globalization;
using Kmen.Learning.Definitions;
using Kmen.Learning.Fitting;
using Kmen.Models.Building;
using Kmen.Warehouse;

namespace Kmen.Learning.Nightly;

/// <summary>Scores tonight's population and says what moved each score most.</summary>
internal static class Scoring
{
    const int RowsPerSlice = 50_000;

    /// <summary>Adds the scores of one model to <c>predictions.scores</c>.</summary>
    /// <returns>Rows scored.</returns>
    internal static long Score(BuildContext context, ModelDefinition definition, IReadOnlyList<string> columns, TrainedModel model, int threads)
    {
        if (model.Baseline is null)
        {
            return 0;
        }

        var rows = FeatureRows.Read(context.Session, definition, columns, null, int.MaxValue, context.Cancellation);
        var isModel = model.Refusal is null;
        var features = isModel ? rows.Features : rows.Baseline(definition);
        using IScorer scorer = isModel ? new BoostedScorer(model.Boosted!.Json.Span, threads) : new LogisticScorer(model.Baseline);
        var calibration = isModel ? model.Calibration : new NoCalibration();
        var scores = calibration.Probabilities(scorer.Margins(features, context.Cancellation));
        Texts(context.Session, definition, features.Names);
        context.Session.Execute($"create or replace temp table scored (person_id bigint, score double{Places(definition, "feature_{0} integer, value_{0} float, effect_{0} float")})");
        context.Session.Append("temp", "main", "scored", Explained(rows, features, scores, scorer, definition, context.Cancellation), context.Cancellation);
        return context.Session.Execute(
            $"""
            insert into predictions.scores (person_id, model, model_version, as_of, score{Places(definition, "reason_{0}, effect_{0}")})
            select scored.person_id, {SqlText.Text(definition.Name)}, {SqlText.Text(model.Version)}, {SqlText.Timestamp(context.Run.AsOf)}, scored.score{Reasons(definition)}
            from scored{Places(definition, " left join reason_text text_{0} on text_{0}.feature = scored.feature_{0}", "")}
            order by scored.person_id
            """, cancellation: context.Cancellation);
    }

    /// <summary>The columns of reasons in <c>predictions.scores</c>, for as many as any model gives.</summary>
    internal static string ReasonColumns(int reasons) =>
        string.Concat(Enumerable.Range(1, reasons).Select(place => string.Create(CultureInfo.InvariantCulture, $", reason_{place} varchar, effect_{place} double")));

    static string Places(ModelDefinition definition, string template, string separator = ", ") =>
        string.Concat(Enumerable.Range(1, definition.Reasons).Select(place => separator + string.Format(CultureInfo.InvariantCulture, template, place)));

    static string Reasons(ModelDefinition definition) => Places(
        definition,
        """
        case when text_{0}.text is not null then replace(text_{0}.text, '{{value}}',
            case when isnan(scored.value_{0}) then 'unknown' when abs(scored.value_{0}) >= 1e15 then scored.value_{0}::varchar when scored.value_{0} = round(scored.value_{0}) then scored.value_{0}::bigint::varchar
                else round(scored.value_{0}, 2)::decimal(18, 2)::varchar end) end, round(scored.effect_{0}, 4)
        """);

    static void Texts(IWarehouseSession session, ModelDefinition definition, IReadOnlyList<string> features)
    {
        session.Execute("create or replace temp table reason_text (feature integer, text varchar)");
        session.Append("temp", "main", "reason_text", features.Select((name, index) => new object?[]
        {
            index, definition.Texts.TryGetValue(name, out var text) ? text : name + " = {value}",
        }));
    }

    static IEnumerable<object?[]> Explained(
        FeatureRows rows, FeatureMatrix features, double[] scores, IScorer scorer, ModelDefinition definition, CancellationToken cancellation)
    {
        if (definition.Reasons == 0)
        {
            for (var row = 0; row < scores.Length; row++)
            {
                yield return [rows.Persons[row], Math.Round(scores[row], 6)];
            }

            yield break;
        }

        foreach (var slice in Fitting.Reasons.Explain(scorer, features, definition.Reasons, RowsPerSlice, cancellation))
        {
            for (var offset = 0; offset < slice.RowCount; offset++)
            {
                yield return Line(rows, features, scores, slice, offset);
            }
        }
    }

    static object?[] Line(FeatureRows rows, FeatureMatrix features, double[] scores, Reasons slice, int offset)
    {
        var row = slice.FirstRow + offset;
        var line = new object?[2 + (3 * slice.Top)];
        line[0] = rows.Persons[row];
        line[1] = Math.Round(scores[row], 6);
        for (var place = 0; place < slice.Top; place++)
        {
            var feature = slice.Features.Span[(offset * slice.Top) + place];
            line[2 + (3 * place)] = feature < 0 ? null : feature;
            line[3 + (3 * place)] = feature < 0 ? null : features.Row(row)[feature];
            line[4 + (3 * place)] = feature < 0 ? null : slice.Contributions.Span[(offset * slice.Top) + place];
        }

        return line;
    }
}
