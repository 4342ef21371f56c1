using System.Globalization;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Models.Testing;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Models.UnitTesting;

/// <summary>Runs unit tests: each in a database of its own that holds the given rows and nothing else.</summary>
/// <param name="warehouse">The engine.</param>
/// <param name="models">The workspace's models.</param>
/// <param name="functions">The text that defines the workspace's functions, or null.</param>
/// <param name="columnsOf">The columns and types of a table that is there, by schema.name in lower case; null where it is not: then its model says, and where there is none, the given values.</param>
public sealed class UnitTestRunner(
    IWarehouse warehouse, ModelSet models, string? functions, Func<string, IReadOnlyList<(string Name, string Type)>?> columnsOf)
{
    const string Catalog = "unit_test";
    const int ShownRows = 5;

    /// <summary>Runs tests, one after the other.</summary>
    /// <param name="tests">The tests.</param>
    /// <param name="outcomes">Gets what each found.</param>
    /// <returns>What failed.</returns>
    public IReadOnlyList<KmenException> Run(IEnumerable<UnitTest> tests, ICollection<TestOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(tests);
        ArgumentNullException.ThrowIfNull(outcomes);
        var errors = new List<KmenException>();
        using var known = new UnbuiltColumns(warehouse, models, functions, columnsOf);
        foreach (var test in tests)
        {
            warehouse.Attach(Catalog, null);
            try
            {
                var differences = Run(test, known);
                outcomes.Add(new TestOutcome(test.Model, "unit", test.Name, differences.Count == 0 ? "passed" : "failed", differences.Count, null) { Where = test.Where });
                if (differences.Count > 0)
                {
                    errors.Add(new KmenException(
                        $"{test.Model}: unit test {test.Name} fails:\n  {string.Join("\n  ", differences.Take(ShownRows))}"
                        + (differences.Count > ShownRows ? string.Create(CultureInfo.InvariantCulture, $"\n  and {differences.Count - ShownRows} more") : ""),
                        test.Where, "Nothing was built. Correct the model, or what the test expects."));
                }
            }
            catch (KmenException e)
            {
                outcomes.Add(new TestOutcome(test.Model, "unit", test.Name, "error", 0, e.Message) { Where = test.Where });
                errors.Add(e);
            }
            finally
            {
                warehouse.Detach(Catalog);
            }
        }

        return errors;
    }

    /// <summary>Rows that are missing or too many, in words.</summary>
    List<string> Run(UnitTest test, UnbuiltColumns columns)
    {
        if (!models.Models.TryGetValue(test.Model, out var model))
        {
            throw KmenException.Usage(
                $"The unit test {test.Name} is of {test.Model}, which is no model.", test.Where, NearestNames.Question(test.Model, models.Models.Keys) ?? "`kmen ls` shows all names.");
        }

        var query = models.Queries[test.Model];
        var reads = query.Tables.Select(table => table.FullName).Distinct().ToList();
        if (test.Given.Keys.FirstOrDefault(table => !reads.Contains(table)) is { } stray)
        {
            throw KmenException.Usage($"The unit test {test.Name} gives rows of {stray}, which {test.Model} does not read.", test.Where, NearestNames.Question(stray, reads));
        }

        using var session = warehouse.Open(Catalog);
        session.Execute(string.Join(";\n", reads.Select(table => $"create schema if not exists {SqlText.Name(table[..Math.Max(0, table.IndexOf('.', StringComparison.Ordinal))])}").Distinct().Append("select 1")));
        WorkspaceFunctions.Define(session, functions);

        foreach (var table in reads)
        {
            Give(session, test, table, columns.Of(table) ?? []);
        }

        Make(session, test, model, query);
        return Compare(session, test);
    }

    static void Give(IWarehouseSession session, UnitTest test, string table, IReadOnlyList<(string Name, string Type)> known)
    {
        var rows = test.Given.GetValueOrDefault(table) ?? [];
        var named = rows.SelectMany(row => row.Keys).Distinct().ToList();
        if (known.Count == 0 && rows.Count == 0)
        {
            throw KmenException.Usage(
                $"The unit test {test.Name} gives no rows of {table}, and it is not built yet, so its columns are not known.", test.Where, "Give it one row, or run kmen build once.");
        }

        if (known.Count > 0 && named.FirstOrDefault(column => !known.Any(other => other.Name.Equals(column, StringComparison.OrdinalIgnoreCase))) is { } stray)
        {
            throw KmenException.Usage($"The unit test {test.Name} gives {table} a column {stray}, which it does not have.", test.Where, NearestNames.Question(stray, known.Select(column => column.Name)));
        }

        var columns = known.Count > 0 ? known : [.. named.Select(column => (column, TypeOf(rows, column)))];
        var target = SqlText.Names(table.Split('.'));
        session.Execute($"create table {target} ({string.Join(", ", columns.Select(column => $"{SqlText.Name(column.Item1)} {column.Item2}"))})");
        foreach (var row in rows)
        {
            var values = columns.Select(column => row.TryGetValue(column.Item1.ToLowerInvariant(), out var value) ? Literal(value)
                : test.AsOf is { } moment && column.Item1.Equals("as_of", StringComparison.OrdinalIgnoreCase) ? SqlText.Text(moment) : "null");
            Placed(test, () => session.Execute($"insert into {target} values ({string.Join(", ", values)})"));
        }
    }

    static void Make(IWarehouseSession session, UnitTest test, Model model, ParsedQuery query)
    {
        const string Prefix = "create table made as ";
        var sql = test.Part is null ? model.Sql : NamedPart.Sql(session, model, query, test.Part);
        try
        {
            session.Execute(Prefix + sql);
        }
        catch (WarehouseException e)
        {
            throw test.Part is null ? SqlErrors.In(e, model, Prefix.Length) : new KmenException($"{model.FullName}, part {test.Part}: {e.Message}", new SourcePosition(model.File), inner: e);
        }
    }

    static List<string> Compare(IWarehouseSession session, UnitTest test)
    {
        var made = session.List("describe made", row => (Name: row.GetString(0).ToLowerInvariant(), Type: row.GetString(1)));
        var columns = test.Expect.Count == 0 ? [.. made.Select(column => column.Name)] : test.Expect.SelectMany(row => row.Keys).Distinct().ToList();
        if (columns.FirstOrDefault(column => !made.Any(other => other.Name == column)) is { } missing)
        {
            throw KmenException.Usage($"The unit test {test.Name} expects a column {missing}, which is not made.", test.Where, NearestNames.Question(missing, made.Select(column => column.Name)));
        }

        session.Execute($"create table expected as select {string.Join(", ", columns.Select(SqlText.Name))} from made limit 0");
        foreach (var row in test.Expect)
        {
            Placed(test, () => session.Execute($"insert into expected values ({string.Join(", ", columns.Select(column => Literal(row.GetValueOrDefault(column))))})"));
        }

        var list = string.Join(", ", columns.Select(SqlText.Name));
        var texts = string.Join(", ", columns.Select(column => $"{SqlText.Name(column)}::varchar"));
        var differences = session.List(
            $"""
            select 'missing:    ' as side, {texts} from (select {list} from expected except all select {list} from made)
            union all
            select 'unexpected: ' as side, {texts} from (select {list} from made except all select {list} from expected)
            """,
            row => row.GetString(0) + string.Join(", ", columns.Select((column, place) =>
                $"{column} = {(row.IsDBNull(place + 1) ? "null" : row.GetString(place + 1))}")));
        return [.. differences.Order(StringComparer.Ordinal)];
    }

    static void Placed(UnitTest test, Action run)
    {
        try
        {
            run();
        }
        catch (WarehouseException e)
        {
            throw KmenException.Usage($"The unit test {test.Name} holds a value that does not fit its column: {e.Message}", test.Where, "Write it as the column's type reads it.");
        }
    }

    static string Literal(string? value) => value is null ? "null" : SqlText.Text(value);

    /// <summary>Without a table to look at, values that all read as whole numbers are such; numbers with a dot are decimals; everything else is text.</summary>
    static string TypeOf(IReadOnlyList<IReadOnlyDictionary<string, string?>> rows, string column)
    {
        var values = rows.Select(row => row.GetValueOrDefault(column)).OfType<string>().ToList();
        return values.Count == 0 ? "varchar"
            : values.TrueForAll(value => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) ? "bigint"
            : values.TrueForAll(value => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) ? "decimal(18, 4)"
            : values.TrueForAll(value => value is "true" or "false") ? "boolean"
            : values.TrueForAll(value => DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && value.Contains('-', StringComparison.Ordinal)) ? "timestamp"
            : "varchar";
    }
}
