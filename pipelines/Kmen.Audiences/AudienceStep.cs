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
internal sealed class AudienceStep(WorkspaceConfiguration workspace, Model audience, ParsedQuery query) : IBuildStep
{
    const string Candidates = "temp.main.audience_candidates";

    readonly bool isRestricted = workspace.Purposes[audience.Purpose!].LegalBasis != LegalBasis.Analysis;

    /// <inheritdoc/>
    public string Name => audience.FullName;

    /// <inheritdoc/>
    public string Kind => "audience";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } =
    [
        .. query.Tables.Select(table => table.FullName).Concat(audience.Tests.Select(test => test.Reads).OfType<string>())
            .Concat(workspace.Purposes[audience.Purpose!].LegalBasis == LegalBasis.Analysis ? [] : Eligibility.Inputs).Distinct(),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Outputs { get; } = [audience.FullName.ToLowerInvariant()];

    /// <inheritdoc/>
    public StepResult Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var session = context.Session;
        RequireColumns(session);
        session.Execute("create schema if not exists audiences", cancellation: context.Cancellation);
        if (isRestricted)
        {
            var candidates = Judged(context);
            session.Execute(
                $"create or replace table {Table} as select candidate.* from {candidates} candidate semi join ({Eligibility.Of(audience)}) eligible on eligible.person_id = candidate.person_id",
                cancellation: context.Cancellation);
            session.Execute($"drop table {candidates}");
        }
        else
        {
            Select($"create or replace table {Table}", context);
        }

        session.Execute($"comment on table {Table} is {SqlText.Text(audience.Description ?? audience.Name)}");
        foreach (var (column, text) in Columns())
        {
            session.Execute($"comment on column {Table}.{SqlText.Name(column)} is {SqlText.Text(text)}");
        }

        ModelTesting.Run(context, audience, audience.FullName);
        RequireOneRowAPerson(session);
        return new StepResult(session.Scalar<long>($"select count(*) from {Table}", cancellation: context.Cancellation));
    }

    /// <summary>The table of what the author selects, whose persons are judged: with those of all audiences, or here.</summary>
    string Judged(BuildContext context)
    {
        if (EligibilityStep.HasSelected(context.Session, audience))
        {
            return EligibilityStep.Selected(audience);
        }

        Select($"create or replace temp table {Candidates}", context);
        Eligibility.Judge(context, workspace, [(audience, Candidates)]);
        return Candidates;
    }

    /// <summary>The author's words, and the contract's for the columns that every audience has.</summary>
    Dictionary<string, string> Columns()
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["person_id"] = "The person.", ["reason"] = "Why the person is in the audience." };
        foreach (var (column, text) in audience.Columns)
        {
            texts[column] = text;
        }

        return texts;
    }

    string Table => SqlText.Names(AudienceSteps.Schema, audience.Name);

    /// <summary>Runs the audience's text after a prefix, and gives the engine's errors their place in the file.</summary>
    T Placed<T>(string prefix, Func<string, T> run)
    {
        try
        {
            return run(prefix);
        }
        catch (WarehouseException e)
        {
            throw SqlErrors.In(e, audience, prefix.Length);
        }
    }

    /// <summary>Makes a table of what the author selects.</summary>
    void Select(string create, BuildContext context) => Placed($"{create} as select candidate.* from (", prefix =>
        context.Session.Execute(prefix + audience.Sql + "\n) candidate", cancellation: context.Cancellation));

    void RequireColumns(IWarehouseSession session)
    {
        var columns = Placed("select * from (", prefix =>
        {
            using var reader = session.Read(prefix + audience.Sql + "\n) candidate limit 0");
            return Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        });
        AudienceColumns.Require(audience, columns);
    }

    void RequireOneRowAPerson(IWarehouseSession session)
    {
        var nobody = session.Scalar<long>($"select count(*) from {Table} where person_id is null");
        if (nobody > 0)
        {
            throw new KmenException(
                $"{audience.FullName} holds {nobody:N0} rows without a person_id.", new SourcePosition(audience.File),
                "An audience has one row a person: leave out what belongs to nobody.");
        }

        var repeated = session.Scalar<long>(
            $"select count(*) from (select 1 from {Table} group by person_id having count(*) > 1) repeated");
        if (repeated > 0)
        {
            throw new KmenException(
                $"{audience.FullName} holds {repeated:N0} persons more than once.", new SourcePosition(audience.File),
                "An audience has one row a person: a join multiplies rows; group by person_id, or number the rows and keep the first.");
        }
    }
}
