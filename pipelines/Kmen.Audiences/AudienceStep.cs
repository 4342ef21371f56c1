using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Models.Testing;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Audiences;

/// <summary>
/// Builds one audience: the author's unchanged SELECT, of whose persons only those stay whom its purpose may reach on its channel.
/// The restriction is not the author's to write or to forget.
/// </summary>
internal sealed class AudienceStep(Model audience, ParsedQuery query, LegalBasis legalBasis) : IBuildStep
{
    static readonly string[] Needed = ["person_id", "reason"];

    /// <inheritdoc/>
    public string Name => audience.FullName;

    /// <inheritdoc/>
    public string Kind => "audience";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } =
    [
        .. query.Tables.Select(table => table.FullName).Distinct(),
        .. legalBasis == LegalBasis.Analysis ? Array.Empty<string>() : ["audiences.eligible"],
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Outputs { get; } = [audience.FullName.ToLowerInvariant()];

    /// <inheritdoc/>
    public StepResult Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var session = context.Session;
        var prefix = $"create or replace table {SqlText.Names(AudienceSteps.Schema, audience.Name)} as select candidate.* from (";
        session.Execute("create schema if not exists audiences", cancellation: context.Cancellation);
        try
        {
            session.Execute(prefix + audience.Sql + "\n) candidate" + Restriction(), cancellation: context.Cancellation);
            RequireColumns(session);
            session.Execute($"comment on table {SqlText.Names(AudienceSteps.Schema, audience.Name)} is {SqlText.Text(audience.Description ?? audience.Name)}");
            ModelTesting.Run(context, audience, audience.FullName);
            RequireOneRowAPerson(session);
            return new StepResult(session.Scalar<long>($"select count(*) from {SqlText.Names(AudienceSteps.Schema, audience.Name)}", cancellation: context.Cancellation));
        }
        catch (WarehouseException e)
        {
            throw SqlErrors.In(e, audience, prefix.Length);
        }
    }

    string Restriction() => legalBasis == LegalBasis.Analysis ? "" :
        $"""

         semi join (
             select person_id from audiences.eligible where purpose = {SqlText.Text(audience.Purpose!)} and channel = {SqlText.Text(audience.Channel!)}
         ) eligible on eligible.person_id = candidate.person_id
        """;

    void RequireColumns(IWarehouseSession session)
    {
        var columns = session.List(
            "select column_name from information_schema.columns where table_catalog = current_database() and table_schema = 'audiences' and table_name = $1",
            row => row.GetString(0), [audience.Name]);
        if (Needed.FirstOrDefault(name => !columns.Contains(name)) is { } missing)
        {
            throw KmenException.Usage(
                $"{audience.FullName} has no column {missing}.", new SourcePosition(audience.File),
                "An audience selects person_id and reason: a text that tells a marketer why the person is in it.");
        }
    }

    void RequireOneRowAPerson(IWarehouseSession session)
    {
        var repeated = session.Scalar<long>(
            $"select count(*) from (select 1 from {SqlText.Names(AudienceSteps.Schema, audience.Name)} group by person_id having count(*) > 1) repeated");
        if (repeated > 0)
        {
            throw new KmenException(
                $"{audience.FullName} holds {repeated:N0} persons more than once.", new SourcePosition(audience.File),
                "An audience has one row a person: a join multiplies rows; group by person_id, or number the rows and keep the first.");
        }
    }
}
