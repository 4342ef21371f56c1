using System.CommandLine;
using System.Globalization;
using Kmen.Cli.CommandLine;
using Kmen.Cli.Models;
using Kmen.Cli.Output;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Models.Testing;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Cli.Commands;

/// <summary>Shows first rows of a model, of a part of one, or rows that failed its tests.</summary>
sealed class ShowCommand : KmenCommand
{
    const int ShownRows = 10;

    static readonly Argument<string> Wanted = new("model") { HelpName = "MODEL[.PART]", Description = "A model such as marts.orders, or a named part of one: marts.orders.ranked." };

    static readonly Option<int?> Rows = new("--rows")
    {
        HelpName = "N", Description = "Rows that are shown.", DefaultValueFactory = _ => ShownRows, CustomParser = result => OptionText.Whole(result, 1, int.MaxValue),
    };

    static readonly Option<bool> Failing = new("--failing") { Description = "Show the rows that failed its tests in the last run in which they did." };

    static readonly Option<bool> Columns = new("--columns") { Description = "Show its columns, and the columns of sources that feed their values and decide its rows." };

    public override string Name => "show";

    public override string Summary => "Show first rows of a model as its text stands, or of a named part of it";

    public override string Description =>
        """
        Runs the model's text as it stands in the file over what is published and loaded, and shows the first rows. With a part's name behind a dot it shows what that part (with … as) gives. Nothing is built or changed.
        """;

    public override IReadOnlyList<Example> Examples =>
    [
        new("show marts.orders", "Ten rows of the model"),
        new("show marts.features_cart.ranked --rows 50", "What the part ranked gives"),
        new("show marts.orders --columns", "Where each column comes from"),
        new("show marts.orders --failing", "Rows that failed a test"),
    ];

    public override IReadOnlyList<Argument> Arguments => [Wanted];

    public override IReadOnlyList<Option> Options => [Rows, Columns, Failing];

    public override IReadOnlyList<Option> Common => [CommonOptions.Format, .. CommonOptions.OfWorkspace, .. CommonOptions.OfEngine];

    public override Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        using var models = WorkspaceModels.Open(invocation);
        if (invocation.Value(Failing) && models.Check(invocation.Value(Wanted)!) is { } check)
        {
            using var rows = models.OpenView();
            ShowFailing(invocation, rows, check, cancellation);
            return Task.FromResult(ExitCode.Done);
        }

        var (model, part) = Find(models, invocation.Value(Wanted)!);
        using var view = models.OpenView();
        if (invocation.Value(Columns))
        {
            ShowColumns(invocation, models, view, model, cancellation);
            return Task.FromResult(ExitCode.Done);
        }

        if (invocation.Value(Failing))
        {
            ShowFailing(invocation, view, model, cancellation);
            return Task.FromResult(ExitCode.Done);
        }

        var sql = part is null ? model.Sql : NamedPart.Sql(view, model, models.Models.Queries[model.FullName.ToLowerInvariant()], part);
        const string Prefix = "select * from (";
        try
        {
            using var rows = view.Read(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{sql}\n) shown limit {invocation.Value(Rows) ?? ShownRows}"), cancellation: cancellation);
            invocation.ResultWriter().Write(rows, cancellation);
        }
        catch (WarehouseException e)
        {
            var error = SqlErrors.In(e, model, Prefix.Length);
            throw e.Kind == "Catalog" ? new KmenException(error.Message, error.Where, error.WayOut ?? "A table that it reads is not published yet: kmen run", inner: e) : error;
        }

        return Task.FromResult(ExitCode.Done);
    }

    static (Model Model, string? Part) Find(WorkspaceModels models, string name)
    {
        var dot = name.LastIndexOf('.');
        var isWhole = dot < 0 || name.IndexOf('.', StringComparison.Ordinal) == dot && models.Models.Models.ContainsKey(name.ToLowerInvariant());
        if (isWhole)
        {
            return (models.Model(name), null);
        }

        var isPart = models.Models.Models.Values.Any(model => model.FullName.Equals(name[..dot], StringComparison.OrdinalIgnoreCase) || model.Name.Equals(name[..dot], StringComparison.OrdinalIgnoreCase));
        return isPart ? (models.Model(name[..dot]), name[(dot + 1)..]) : (models.Model(name), null);
    }

    static void ShowColumns(Invocation invocation, WorkspaceModels models, IWarehouseSession view, Model model, CancellationToken cancellation)
    {
        var rows = models.Lineage(view).Of(model.FullName.ToLowerInvariant()).Select(origins => (object?[])
        [
            origins.Column, model.Columns.GetValueOrDefault(origins.Column), string.Join(", ", origins.Values.Order(StringComparer.Ordinal)), string.Join(", ", origins.Rows.Order(StringComparer.Ordinal)),
        ]);
        using var reader = RecordReader.Of(["column", "description", "values_from", "rows_from"], [typeof(string), typeof(string), typeof(string), typeof(string)], rows);
        invocation.ResultWriter().Write(reader, cancellation);
    }

    static void ShowFailing(Invocation invocation, IWarehouseSession view, Model model, CancellationToken cancellation)
    {
        var runs = Path.Combine(invocation.Layout.StateFolder, "runs");
        var files = (Directory.Exists(runs) ? Directory.EnumerateDirectories(runs) : []).OrderDescending(StringComparer.Ordinal)
            .Select(run => FailingRows.Folder(invocation.Layout, Path.GetFileName(run))).Where(Directory.Exists)
            .Select(folder => Directory.EnumerateFiles(folder, model.FullName + ".*.parquet").Order(StringComparer.Ordinal).ToList()).FirstOrDefault(found => found.Count > 0);
        if (files is null)
        {
            invocation.Terminal.Out.WriteLine($"No rows of {model.FullName} are kept: no test of it failed.");
            return;
        }

        foreach (var file in files)
        {
            invocation.Terminal.Out.WriteLine(invocation.Layout.Shown(file));
            using var rows = view.Read(string.Create(CultureInfo.InvariantCulture, $"select * from read_parquet({SqlText.Text(file)}) limit {invocation.Value(Rows) ?? ShownRows}"), cancellation: cancellation);
            invocation.ResultWriter().Write(rows, cancellation);
        }
    }
}
