using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Warehouse;
using Kmen.Workspace.Configuration;

namespace Kmen.Audiences;

/// <summary>
/// Judges the persons of all audiences together, before these are made: a look at the records of a million persons costs as much for one audience as for thirty. An audience whose SELECT does
/// not run is left to its own step, which says what is wrong with it; and one that lacks a table keeps no other from being made.
/// </summary>
/// <param name="workspace">The purposes and channels.</param>
/// <param name="audiences">The audiences to judge: none whose purpose is analysis, none that selects from another.</param>
/// <param name="inputs">The tables that they select from, as schema.name in lower case.</param>
internal sealed class EligibilityStep(WorkspaceConfiguration workspace, IReadOnlyList<Model> audiences, IEnumerable<string> inputs) : IBuildStep
{
    /// <inheritdoc/>
    public string Name => Eligibility.Table;

    /// <inheritdoc/>
    public string Kind => "audience";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } = [.. Eligibility.MadeFrom.Concat(inputs).Distinct()];

    /// <inheritdoc/>
    public IReadOnlyList<string> Needs => Eligibility.MadeFrom;

    /// <inheritdoc/>
    public IReadOnlyList<string> Outputs { get; } = [Eligibility.Table];

    /// <inheritdoc/>
    public StepResult Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var session = context.Session;
        session.Execute(
            $"create schema if not exists {AudienceSteps.Schema}; create or replace table {Eligibility.Table} (audience varchar, person_id bigint, address_type varchar, address varchar)",
            cancellation: context.Cancellation);
        if (context.Changes is not null)
        {
            Eligibility.Judge(context, workspace, [.. audiences.Where(audience => IsSelected(context, audience)).Select(audience => (audience, Selected(audience)))]);
        }

        return new StepResult(session.Scalar<long>($"select count(*) from {Eligibility.Table}", cancellation: context.Cancellation));
    }

    /// <summary>The table in which an audience's rows wait for its step, for whom it may reach and whom not.</summary>
    internal static string Selected(Model audience) => SqlText.Names(ChangeBook.Catalog, "main", Waiting(audience));

    /// <summary>Whether the rows are there.</summary>
    internal static bool HasSelected(IWarehouseSession session, Model audience) => session.Scalar<bool>(
        "select exists (select 1 from duckdb_tables() where database_name = $1 and schema_name = 'main' and table_name = $2)", [ChangeBook.Catalog, Waiting(audience)]);

    static string Waiting(Model audience) => "selected by " + audience.Name;

    static bool IsSelected(BuildContext context, Model audience)
    {
        try
        {
            context.Session.Execute($"create table {Selected(audience)} as select candidate.* from ({audience.Sql}\n) candidate", cancellation: context.Cancellation);
            _ = context.Session.Scalar<long>($"select count(person_id::bigint) from {Selected(audience)}", cancellation: context.Cancellation);
            return true;
        }
        catch (WarehouseException)
        {
            context.Session.Execute($"drop table if exists {Selected(audience)}");
            return false;
        }
    }
}
