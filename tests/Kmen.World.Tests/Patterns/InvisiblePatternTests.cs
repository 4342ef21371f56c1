using System.Globalization;
using Kmen.XGBoost;
using Xunit.Abstractions;

namespace Kmen.World.Tests.Patterns;

[Collection(PatternWorldGroup.Name)]
public sealed class InvisiblePatternTests(PatternWorld world, ITestOutputHelper output)
{
    const double Most = 0.55;
    const int Folds = 3;
    const int Cuts = 3;
    const int Rounds = 25;

    static readonly KeyValuePair<string, string>[] Parameters =
        [new("objective", "binary:logistic"), new("max_depth", "3"), new("eta", "0.1"), new("min_child_weight", "20"), new("seed", "1")];

    public static TheoryData<string> Patterns => [.. HiddenPatternTests.Queries.Select(row => (string)row[0])];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Pattern_ToAModelOfDemographyAndRfm_IsInvisible(string pattern) =>
        Told(pattern, Auc($"select p.person_id in (select person_id from patterns where pattern = '{pattern}') as label, {Features(PatternWorld.End)}"))
            .Should().BeLessThan(Most, because: pattern);

    // At moments at which they are about to leave and still there, among all who are still there.
    [Fact]
    public void SilentLeavers_WhileLeaving_AreInvisibleAmongThoseWhoStay()
    {
        string[] moments = ["2025-06-01", "2025-07-20", "2025-09-10", "2025-11-01"];
        double area = Auc(string.Join(" union all ", moments.Select(at => $"""
            (select p.person_id in (select person_id from patterns where pattern = 'silent_leaver') and c.churned_at < timestamp '{at}' + interval 45 day as label, {Features(at)}
            and c.churned_at >= timestamp '{at}')
            """)));
        Told("silent_leaver, while leaving", area).Should().BeLessThan(Most);
    }

    // The model is able to see: who has not bought for long has mostly left.
    [Fact]
    public void Churn_ToTheSameModel_IsVisible() =>
        Auc($"select c.churned_at < timestamp '{PatternWorld.End}' as label, {Features(PatternWorld.End)}").Should().BeGreaterThan(0.65);

    double Told(string pattern, double area)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pattern}: AUC {area:0.000}, {Most - area:0.000} below {Most}"));
        return area;
    }

    static string Features(string at) => $"""
        p.person_id, date_diff('year', p.birth_date, date '{at}') as age, (p.sex = 'F')::int as woman, p.has_account::int as account, h.members, length(h.city) as city,
        date_diff('day', p.first_met_at, timestamp '{at}') as tenure, r.recency, coalesce(r.frequency, 0) as frequency, coalesce(r.amount, 0) as amount, r.amount / r.frequency as basket
        from persons p join households h using (household_id) join churn c using (person_id) left join (
            select person_id, date_diff('day', max(local_at), timestamp '{at}') as recency, count(*) as frequency, sum(lines_total)::double as amount
            from buys where local_at < timestamp '{at}' group by all) r using (person_id)
        where p.first_met_at < timestamp '{at}'
        """;

    // Out of fold, so that what is learned by heart does not count; the mean of several ways to cut the folds, which with few members differ by more than a hundredth.
    double Auc(string sql) => Enumerable.Range(1, Cuts).Average(cut => Auc(sql, cut));

    double Auc(string sql, int cut)
    {
        List<(float Label, float[] Values)> rows = world.Engine.Rows(
            $"select * exclude (person_id) from ({sql}) order by hash(person_id, {cut}), tenure",
            row => (row.GetBoolean(0) ? 1f : 0f, Enumerable.Range(1, row.FieldCount - 1).Select(i => row.IsDBNull(i) ? float.NaN : Convert.ToSingle(row.GetValue(i), System.Globalization.CultureInfo.InvariantCulture)).ToArray()));
        var scored = new List<(float Score, float Label)>();
        for (int fold = 0; fold < Folds; fold++)
        {
            (float Label, float[] Values)[] training = [.. rows.Where((_, i) => i % Folds != fold)];
            (float Label, float[] Values)[] held = [.. rows.Where((_, i) => i % Folds == fold)];
            using DMatrix known = Matrix(training);
            using DMatrix unknown = Matrix(held);
            using Booster booster = Booster.Create(Parameters, 1, known, unknown);
            for (int round = 0; round < Rounds; round++)
            {
                booster.UpdateOneIteration(round, known);
            }

            scored.AddRange(booster.Predict(unknown, PredictionKind.Value).Zip(held, (score, row) => (score, row.Label)));
        }

        return Area(scored);
    }

    static DMatrix Matrix((float Label, float[] Values)[] rows)
    {
        DMatrix matrix = DMatrix.FromDense(rows.SelectMany(row => row.Values).ToArray(), rows[0].Values.Length, 1);
        matrix.SetLabels(rows.Select(row => row.Label).ToArray());
        return matrix;
    }

    // The chance that a member scores above another person: by ranks, ties at their mean.
    static double Area(List<(float Score, float Label)> scored)
    {
        double rank = 1;
        double sum = 0;
        double members = scored.Sum(row => row.Label);
        members.Should().BeGreaterThan(150, because: "few members tell little");
        foreach (IGrouping<float, (float Score, float Label)> tie in scored.GroupBy(row => row.Score).OrderBy(group => group.Key))
        {
            sum += tie.Sum(row => row.Label) * (rank + ((tie.Count() - 1) / 2.0));
            rank += tie.Count();
        }

        return (sum - (members * (members + 1) / 2)) / (members * (scored.Count - members));
    }
}
