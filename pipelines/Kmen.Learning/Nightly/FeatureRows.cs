using Kmen.Learning.Definitions;
using Kmen.Learning.Fitting;
using Kmen.Learning.Statistics;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Learning.Nightly;

/// <summary>Rows read from a feature table, in the order of as_of and person_id.</summary>
/// <param name="Persons">The person of each row.</param>
/// <param name="Features">The features; missing is NaN.</param>
/// <param name="Labels">Whether the label was 1; empty where none was asked for.</param>
internal sealed record FeatureRows(long[] Persons, FeatureMatrix Features, bool[] Labels)
{
    static readonly string[] Keys = ["person_id", "as_of"];

    static readonly string[] NumericTypes = ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "FLOAT", "DOUBLE", "BOOLEAN"];

    internal int Positives => Labels.Count(label => label);

    /// <summary>Numbers the persons, so that all rows of one person are drawn together in the bootstrap.</summary>
    internal int[] Clusters => Kmen.Learning.Statistics.Clusters.Number<long>(Persons);

    /// <summary>The feature columns of a table, in its order.</summary>
    /// <exception cref="KmenException">A column is no number, or an excluded one is not there.</exception>
    internal static IReadOnlyList<string> Columns(IWarehouseSession session, ModelDefinition definition)
    {
        var parts = definition.Features.Split('.');
        var columns = session.List(
            "select column_name, data_type from information_schema.columns where table_catalog = current_database() and table_schema = $1 and table_name = $2 order by ordinal_position",
            row => (Name: row.GetString(0), Type: row.GetString(1)), [parts[0], parts[^1]]);
        var known = columns.Select(column => column.Name).ToList();
        if (definition.Exclude.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw Missing(definition, "column", unknown, known);
        }

        var features = columns.Where(column => !Keys.Contains(column.Name) && !definition.Exclude.Contains(column.Name)).ToList();
        var text = features.FirstOrDefault(column => !NumericTypes.Contains(column.Type) && !column.Type.StartsWith("DECIMAL", StringComparison.Ordinal));
        if (text.Name is not null)
        {
            throw KmenException.Usage(
                $"{definition.Name}: the feature {text.Name} is of type {text.Type}.", definition.Position,
                "Features are numbers: turn it into one in the model, or name it under features.exclude.");
        }

        var names = features.Select(column => column.Name).ToList();
        return new[] { definition.BaselineRecency, definition.BaselineFrequency }.FirstOrDefault(name => !names.Contains(name)) is { } missing
            ? throw Missing(definition, "feature", missing, names) : names;
    }

    static KmenException Missing(ModelDefinition definition, string kind, string name, IEnumerable<string> near) => KmenException.Usage(
        $"{definition.Name}: {definition.Features} has no {kind} {name}.", definition.Position,
        NearestNames.Question(name, near) ?? "features.table is schema.name; what is excluded must be a column of it, and the baseline's columns must be features.");

    /// <summary>Reads rows. Where there would be more than the limit, persons are kept by a hash of their id, the same ones every night.</summary>
    internal static FeatureRows Read(
        IWarehouseSession session, ModelDefinition definition, IReadOnlyList<string> columns, IReadOnlyCollection<DateTime>? moments, int limit,
        CancellationToken cancellation)
    {
        var isLabelled = moments is not null;
        var among = isLabelled ? $" where as_of in ({string.Join(", ", moments!.Select(SqlText.Timestamp))})" : "";
        session.Execute(
            $"create or replace temp table population as select distinct person_id, as_of from ({definition.Population}\n) population{among}", cancellation: cancellation);
        var rows = session.Scalar<long>("select count(*) from population", cancellation: cancellation);
        if (rows > limit)
        {
            session.Execute($"delete from population where hash(person_id) % 1000000 >= {limit * 1_000_000L / rows}", cancellation: cancellation);
            rows = session.Scalar<long>("select count(*) from population", cancellation: cancellation);
        }

        var label = isLabelled ? $", coalesce(labels.label, 0)::integer = 1 from population join {Table(definition)} features using (person_id, as_of) "
            + $"left join (select person_id, as_of, max(label) as label from ({definition.Label}\n) stated group by person_id, as_of) labels using (person_id, as_of)"
            : $" from population join {Table(definition)} features using (person_id, as_of)";
        var values = string.Join(", ", columns.Select(column => $"coalesce(features.{SqlText.Name(column)}::float, 'nan'::float)"));
        return Fill(session, definition, $"select population.person_id, {values}{label} order by population.as_of, population.person_id", columns, rows, isLabelled, cancellation);
    }

    static string Table(ModelDefinition definition) => SqlText.Names(definition.Features.Split('.'));

    static FeatureRows Fill(
        IWarehouseSession session, ModelDefinition definition, string sql, IReadOnlyList<string> columns, long capacity, bool isLabelled, CancellationToken cancellation)
    {
        var persons = new long[capacity];
        var values = new float[capacity * columns.Count];
        var labels = new bool[isLabelled ? capacity : 0];
        var row = 0;
        using (var reader = session.Read(sql, cancellation: cancellation))
        {
            while (reader.Read())
            {
                if (row == capacity)
                {
                    throw new KmenException(
                        $"{definition.Name}: {definition.Features} holds a person twice at one moment.", definition.Position,
                        "Its grain is (person_id, as_of): test it with `unique: [person_id, as_of]`.");
                }

                persons[row] = reader.GetInt64(0);
                for (var column = 0; column < columns.Count; column++)
                {
                    values[(row * columns.Count) + column] = reader.GetFloat(column + 1);
                }

                if (isLabelled)
                {
                    labels[row] = reader.GetBoolean(columns.Count + 1);
                }

                row++;
            }
        }

        Array.Resize(ref persons, row);
        Array.Resize(ref values, row * columns.Count);
        Array.Resize(ref labels, isLabelled ? row : 0);
        return new FeatureRows(persons, new FeatureMatrix(columns, values), labels);
    }

    /// <summary>The same rows with the baseline's two columns only.</summary>
    internal FeatureMatrix Baseline(ModelDefinition definition)
    {
        var recency = IndexOf(definition.BaselineRecency);
        var frequency = IndexOf(definition.BaselineFrequency);
        var values = new float[Features.RowCount * 2];
        for (var row = 0; row < Features.RowCount; row++)
        {
            var source = Features.Row(row);
            values[row * 2] = source[recency];
            values[(row * 2) + 1] = source[frequency];
        }

        return new FeatureMatrix([definition.BaselineRecency, definition.BaselineFrequency], values);
    }

    int IndexOf(string column) => Features.Names.ToList().IndexOf(column);
}
