using System.Globalization;
using Kmen.Models.Analysis;
using Kmen.Models.Files;
using Kmen.Models.Planning;
using Kmen.Warehouse;

namespace Kmen.Models.Building;

/// <summary>
/// Builds a model of which every row comes of one row of one raw table, where files were added to that: the unchanged text runs over their rows, and nothing that is there is read.
/// </summary>
internal sealed class AppendBuild(BuildContext context, Model model, StepPlan plan)
{
    readonly IWarehouseSession session = context.Session;
    readonly DeltaCatalog delta = new(context, model);

    /// <summary>Adds the rows; null where it is not such a model, or where not only rows were added.</summary>
    internal StepResult? Run()
    {
        var home = ModelStep.HomeOf(model);
        var columns = TableColumns.Of(session, home, model.FullName);
        return columns.Count > 0 && AddedRows() is { } added && columns.SequenceEqual(TableColumns.OfQuery(session, added)) ? Add(SqlText.Names(home, model.Schema, model.Name), added) : null;
    }

    /// <summary>What the rows of added files give, as a query; null where it is not such a model, or where not only rows were added.</summary>
    internal string? AddedRows()
    {
        if (context.Changes is null || !IsOfPublication() || Source() is not { } table || delta.RewrittenView() is not null
            || RawChanges.Of(context, model, table["raw.".Length..]) is not { Length: > 0 } rows)
        {
            return null;
        }

        var added = context.Changes.NewTable();
        delta.Make($"create table {added} as select made.* from (", ") made", new Dictionary<string, string> { [table] = rows });
        return $"select * from {added}";
    }

    /// <summary>
    /// Whether the table is what the added files were found against. A staging table notes its own files; any other is compared with the publication, and a failed run that is taken up may have
    /// added some of them already.
    /// </summary>
    bool IsOfPublication() => plan.Before is { } before && (model.Schema == Catalogs.Staging || before.Version == context.VersionInPrevious(model.FullName.ToLowerInvariant()));

    /// <summary>The raw table, or null.</summary>
    string? Source()
    {
        try
        {
            return RowByRow.Source(ModelBinder.Of(context).Bind(context.Queries[model.FullName.ToLowerInvariant()])) is { } scan && scan.Table.StartsWith("raw.", StringComparison.Ordinal)
                ? scan.Table
                : null;
        }
        catch (UnresolvedQueryException)
        {
            return null;
        }
    }

    StepResult Add(string target, string added)
    {
        var (rows, count) = (0L, session.Scalar<long>($"select count(*) from ({added}) added"));
        session.InTransaction(() =>
        {
            session.Execute($"insert into {target} {added}", cancellation: context.Cancellation);
            rows = session.Scalar<long>($"select count(*) from {target}");
            new ModelAudit(context, model, plan).Finish(BuildWay.Increment, plan.Reason, rows, plan.Before!.ReplacedRows, $"select *, 1::bigint as {Difference.Sign} from ({added}) came", new RowChanges(added, null, null));
        });
        context.Changes!.Note(model.FullName, plan.Before!.Version, added);
        return new StepResult(rows, string.Create(CultureInfo.InvariantCulture, $"increment: {count:N0} rows added"));
    }
}
