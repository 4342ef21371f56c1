using System.Globalization;
using Kmen.Models.Building;
using Kmen.Models.Planning;
using Kmen.Models.State;
using Kmen.Warehouse;
using Kmen.Workspace.Configuration;

namespace Kmen.Audiences;

/// <summary>
/// Judges consent per address, purpose and channel. The latest statement wins, a withdrawal wins ties; a consent without a date or dated at or after <c>as_of</c> grants nothing, a withdrawal
/// counts at once and without a date for good; what neither gives nor withdraws withdraws. After the first night only that is judged again of which a statement came, changed or went, or of
/// which a consent was dated between the two moments. <see cref="Eligibility"/> says what follows for persons.
/// </summary>
internal sealed class ConsentStep(WorkspaceConfiguration workspace) : IBuildStep
{
    const string Consent = "audiences.consent", Key = "address_type, address, purpose, channel", Judgement = "is_valid, is_withdrawn, stated_at";

    readonly string statements = SqlText.Names(workspace.Consents!.Statements.Split('.'));

    /// <inheritdoc/>
    public string Name => Consent;

    /// <inheritdoc/>
    public string Kind => "consent";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } = [workspace.Consents!.Statements.ToLowerInvariant()];

    /// <inheritdoc/>
    public IReadOnlyList<string> Outputs { get; } = [Consent];

    /// <inheritdoc/>
    public string? IncrementSettings => statements;

    /// <inheritdoc/>
    public StepResult Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Session.Execute("create schema if not exists audiences", cancellation: context.Cancellation);
        if (Increment(context) is { } message)
        {
            return new StepResult(Count(context, Consent), message);
        }

        Whole(context, Judged(statements, context));
        return new StepResult(Count(context, Consent));
    }

    /// <summary>Judges touched keys again, and says so; null where everything must be judged.</summary>
    string? Increment(BuildContext context)
    {
        if (context.Plan?.Of(Name) is not { Way: BuildWay.Increment, Before: { } before } || context.ChangedRows(this, Inputs[0]) is not { } changed)
        {
            return null;
        }

        var touched = context.Changes!.NewTable();
        context.Session.Execute($"create table {touched} as {Touched(changed, before.Inputs[BuiltModel.AsOf], context)}", cancellation: context.Cancellation);
        var (keys, rows) = (Count(context, touched), Count(context, Consent));
        if (keys > context.LargestShare * Math.Max(rows, 1))
        {
            return null;
        }

        if (keys == 0 || !Replace(context, touched))
        {
            context.NoteChanges(Consent, "");
        }

        return string.Create(CultureInfo.InvariantCulture, $"increment: {keys:N0} keys");
    }

    /// <summary>The keys of changed statements, and of consents that the clock has reached since.</summary>
    string Touched(string changed, string before, BuildContext context)
    {
        var reached = $"select {Key} from {statements} where is_given and stated_at >= {SqlText.Timestamp(Moment(before))} and stated_at < {SqlText.Timestamp(context.Run.AsOf)}";
        return $"select distinct * from ({(changed.Length == 0 ? reached : $"select {Key} from ({changed}) changed union all {reached}")}) touched where address is not null";
    }

    static DateTime Moment(string text) => DateTime.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    /// <summary>
    /// Puts what is said of touched keys now in the place of what was, row by row where they differ; false where none does. All in one transaction: a row's place in the file holds no longer, as any
    /// statement beside this one may bring the engine to close gaps.
    /// </summary>
    bool Replace(BuildContext context, string touched)
    {
        const string Old = "temp.main.consent_old", Now = "temp.main.consent_now", Gone = "temp.main.consent_gone", Come = "temp.main.consent_come";
        var session = context.Session;
        var differs = false;
        session.InTransaction(() =>
        {
            session.Execute(
                $"""
                create or replace temp table consent_old as select consent.rowid as place, consent.* from {Consent} consent semi join {touched} k on {Same("consent")};
                create or replace temp table consent_now as {Judged($"(select said.* from {statements} said semi join {touched} k on {Same("said")})", context)};
                create or replace temp table consent_gone as select old.* from {Old} old anti join {Now} k on {Same("old")} and {Alike("old")};
                create or replace temp table consent_come as select now.* from {Now} now anti join {Old} k on {Same("now")} and {Alike("now")};
                """, cancellation: context.Cancellation);
            differs = Count(context, Gone) > 0 || Count(context, Come) > 0;
            if (differs)
            {
                session.Execute($"delete from {Consent} where rowid in (select place from {Gone}); insert into {Consent} select * from {Come}", cancellation: context.Cancellation);
            }
        });
        if (differs)
        {
            if (Gaps(context) > context.LargestGaps)
            {
                Whole(context, $"select * from {Consent} order by {Key}");
            }

            var changed = context.Changes!.NewTable();
            session.Execute($"create table {changed} as select * exclude (place) from {Gone} union all select * from {Come}", cancellation: context.Cancellation);
            context.NoteChanges(Consent, $"select * from {changed}");
        }

        session.Execute($"drop table {Old}; drop table {Now}; drop table {Gone}; drop table {Come}");
        return differs;
    }

    /// <summary>Which share of the table's places in the file holds no row any more: the engine counts places where it says how large a table is.</summary>
    static double Gaps(BuildContext context)
    {
        var places = context.Session.Scalar<long>(
            "select estimated_size from duckdb_tables() where database_name = $1 and schema_name || '.' || table_name = $2", [Catalogs.Build, Consent]);
        return 1 - (Count(context, Consent) / Math.Max(places, 1.0));
    }

    static void Whole(BuildContext context, string query)
    {
        context.Session.Execute($"create or replace table {Consent} as {query}", cancellation: context.Cancellation);
        TableComment.Write(context.Session, null, AudienceComments.Consent);
    }

    static string Judged(string from, BuildContext context) =>
        $"""
        with spoken as (
            select address_type, address, purpose, channel, max(stated_at) as stated_at,
                max(stated_at) filter (where is_given and stated_at < {SqlText.Timestamp(context.Run.AsOf)}) as given_at,
                max(coalesce(stated_at, timestamp 'infinity')) filter (where is_given is not true) as withdrawn_at
            from {from} statements
            where address is not null
            group by address_type, address, purpose, channel
        )
        select address_type, address, purpose, channel,
            coalesce(given_at > coalesce(withdrawn_at, timestamp '-infinity'), false) as is_valid,
            withdrawn_at is not null and not coalesce(given_at > withdrawn_at, false) as is_withdrawn,
            stated_at
        from spoken
        order by {Key}
        """;

    static string Same(string alias) => Equal(Key, alias);

    static string Alike(string alias) => Equal(Judgement, alias);

    static string Equal(string columns, string alias) => string.Join(" and ", columns.Split(", ").Select(column => $"k.{column} is not distinct from {alias}.{column}"));

    static long Count(BuildContext context, string table) => context.Session.Scalar<long>($"select count(*) from {table}", cancellation: context.Cancellation);
}
