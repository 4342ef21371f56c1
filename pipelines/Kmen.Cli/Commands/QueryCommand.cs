using System.CommandLine;
using System.Text.RegularExpressions;
using Kmen.Cli.CommandLine;
using Kmen.Cli.Errors;
using Kmen.Cli.Queries;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Cli.Commands;

/// <summary>Asks what is published.</summary>
sealed partial class QueryCommand : KmenCommand
{
    // A query leaves most of the machine to a night that may be going on beside it.
    const double MemoryShare = 0.25;
    const int ShownRows = 1000;

    static readonly Argument<string?> Sql = new("sql")
    {
        HelpName = "SQL", Description = "The query; - reads it from standard input.", Arity = ArgumentArity.ZeroOrOne,
    };

    static readonly Option<string?> SqlFile = new("--file", "-f") { HelpName = "FILE", Description = "Read the query from a file instead." };

    static readonly Option<int?> Rows = new("--rows")
    {
        HelpName = "N", Description = "Rows that a table shows at most; 0 shows all. csv and json always hold all.", DefaultValueFactory = _ => ShownRows,
        CustomParser = result => OptionText.Whole(result, 0, int.MaxValue),
    };

    public override string Name => "query";

    public override string Summary => "Ask the published warehouse in SQL";

    public override string Description =>
        """
        Runs a query on the last published night and writes its rows as a table, CSV or JSON. It works at any hour, also while a run goes on, and changes nothing.

        The schemas are those of the publication: identity, marts, predictions, audiences. ops and activation are as of the last run, even where that run published nothing.
        """;

    public override IReadOnlyList<Example> Examples =>
    [
        new("query \"select count(*) as persons from marts.person\"", "How many persons there are"),
        new("query \"select audience, count(*) as members from audiences.membership where left_at is null group by all\"", "How many are in each audience now"),
        new("query \"from ops.rejects limit 20\"", "Rows that were rejected, and why"),
        new("query --format csv \"from predictions.scores\" > scores.csv", "All scores as a file"),
        new("query --format json --file report.sql | jq '.[0]'", "A query from a file, its first row"),
        new("query \"select table_schema, table_name from information_schema.tables where table_catalog = current_database()\"", "What there is to ask"),
    ];

    public override IReadOnlyList<Argument> Arguments => [Sql];

    public override IReadOnlyList<Option> Options => [SqlFile, Rows];

    public override IReadOnlyList<Option> Common => [CommonOptions.Format, .. CommonOptions.OfWorkspace, .. CommonOptions.OfEngine];

    public override Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        var (sql, file) = Text(invocation);
        using var published = PublishedWarehouse.Open(
            invocation.Layout, invocation.Value(CommonOptions.Target)!, folder => invocation.Engine(folder, MemoryShare));
        using var session = published.Session();
        OneQuery.Require(session, sql);
        try
        {
            using var rows = session.Read(sql, null, cancellation);
            invocation.ResultWriter(invocation.Value(Rows) ?? ShownRows).Write(rows, cancellation);
            return Task.FromResult(ExitCode.Done);
        }
        catch (WarehouseException error)
        {
            var told = EngineErrors.Told(error, file);
            throw error.Kind == "Catalog" && !published.HasPublication
                ? new KmenException(told.Message, told.Where, "No night has been published yet, only ops and activation can be asked. Run one: kmen run")
                : NearestTables(error, session) is { } question ? new KmenException(told.Message, told.Where, question, inner: error) : told;
        }
    }

    /// <summary>The engine knows near names, but not the schemas they are in.</summary>
    static string? NearestTables(WarehouseException error, IWarehouseSession session)
    {
        if (UnknownTable().Match(error.Message) is not { Success: true } unknown)
        {
            return null;
        }

        var tables = session.Tables().ToLookup(table => table.Name, table => table.FullName, StringComparer.OrdinalIgnoreCase);
        var near = NearestNames.Of(unknown.Groups[1].Value, tables.Select(names => names.Key)).SelectMany(name => tables[name]).ToList();
        return near.Count == 0 ? null : $"Did you mean {string.Join(" or ", near)}?";
    }

    [GeneratedRegex("^Table with name ([^ ]+) does not exist", RegexOptions.IgnoreCase)]
    private static partial Regex UnknownTable();

    static (string Sql, string? File) Text(Invocation invocation)
    {
        var sql = invocation.Value(Sql);
        var file = invocation.Value(SqlFile);
        if (sql is not null && file is not null)
        {
            throw KmenException.Usage("query takes either SQL or --file, not both.", null, "Remove one of them.");
        }

        if (file is not null)
        {
            sql = File.Exists(file) ? File.ReadAllText(file) : throw KmenException.Usage($"There is no file {file}.", null, "Check the path behind --file.");
        }
        else if (sql == "-" || (sql is null && !invocation.Terminal.IsInputInteractive))
        {
            sql = invocation.Terminal.In.ReadToEnd();
        }

        return string.IsNullOrWhiteSpace(sql)
            ? throw KmenException.Usage("query needs a query.", null, "Write: kmen query \"select count(*) from marts.person\"")
            : (sql, file);
    }
}
