using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Activation.Consent;

/// <summary>
/// The steps from raw statements to who may be sent to. They share nothing with the SQL that made the audiences: they read the raw table as it was sent.
/// The latest statement of an address, purpose and channel counts. A withdrawal wins ties, counts at once though dated in the future or without a readable
/// time, and where purpose or channel is missing it counts for all; a given consent dated at or after <c>as_of</c> grants nothing.
/// </summary>
internal static class ConsentSql
{
    internal const string Given = "temp.main.sync_given";
    internal const string Withdrawn = "temp.main.sync_withdrawn";
    internal const string WithdrawnPersons = "temp.main.sync_withdrawn_persons";

    internal const string Empty = $"""
        create or replace temp table sync_given (key varchar, purpose varchar, channel varchar, given_at timestamp);
        create or replace temp table sync_withdrawn (key varchar, purpose varchar, channel varchar, withdrawn_at timestamp);
        create or replace temp table sync_withdrawn_persons (person_id bigint, purpose varchar, channel varchar);
        """;

    /// <summary>Fills <see cref="Given"/>.</summary>
    internal static string FillGiven(ConsentConfiguration consents, WorkspaceConfiguration workspace, DateTime asOf) => $"""
        insert into {Given}
        with statements as ({Statements(consents, workspace)})
        select {AddressKeys.Given("address")} as key, purpose, channel, max(stated_at)
        from statements
        where is_given and address <> '' and purpose <> '' and channel <> '' and stated_at < {SqlText.Timestamp(asOf)}
        group by all
        """;

    /// <summary>Fills <see cref="Withdrawn"/>.</summary>
    internal static string FillWithdrawn(ConsentConfiguration consents, WorkspaceConfiguration workspace) => $"""
        insert into {Withdrawn}
        with statements as ({Statements(consents, workspace)}),
        withdrawals as (select {AddressKeys.Withdrawn("address")} as key, * from statements where not is_given and address <> ''),
        purposes as (
            select key, channel, stated_at, unnest(case when purpose = '' then {Names(workspace.Purposes.Keys)} else [purpose] end) as purpose from withdrawals
        ),
        channels as (
            select key, purpose, stated_at, unnest(case when channel = '' then {Names(workspace.Channels.Keys)} else [channel] end) as channel from purposes
        )
        select key, purpose, channel, max(coalesce(stated_at, timestamp 'infinity')) from channels
        group by all
        """;

    /// <summary>How often each action is stated, whether it gives consent, the commonest first.</summary>
    internal static string Actions(ConsentConfiguration consents) => $"""
        select coalesce(nullif({Cleaned(consents.Action)}, ''), '(empty)') as action, count(*) as statements,
            lower({Cleaned(consents.Action)}) = lower({SqlText.Text(consents.Given)}) as is_given
        from raw_store.raw.{SqlText.Name(consents.Source)}
        group by all
        order by statements desc, action
        """;

    /// <summary>Fills <see cref="WithdrawnPersons"/>: one withdrawn address is enough.</summary>
    internal static string FillWithdrawnPersons(string publication, WorkspaceConfiguration workspace) => $"""
        insert into {WithdrawnPersons}
        with addresses as (
            select source, record_id, value as address from {publication}.identity.identifiers
            where identifier_type in ({string.Join(", ", workspace.Channels.Values.Select(channel => SqlText.Text(channel.AddressType)).Distinct())})
        ),
        keyed as (select *, {AddressKeys.Withdrawn("address")} as withdrawn_key from addresses),
        stated as (
            select k.source, k.record_id, k.address, w.purpose, w.channel, w.withdrawn_at from keyed k join {Withdrawn} w on w.key = k.withdrawn_key
        )
        select distinct r.person_id, w.purpose, w.channel
        from stated w
        left join {Given} g on g.key = {AddressKeys.Given("w.address")} and g.purpose = w.purpose and g.channel = w.channel
        join {publication}.identity.person_records r on r.source = w.source and r.record_id = w.record_id
        where {IsWithdrawn}
        """;

    /// <summary>Whether the latest statement of an address withdraws, over the aliases <c>w</c> and <c>g</c>.</summary>
    internal const string IsWithdrawn = "(w.withdrawn_at is not null and (g.given_at is null or w.withdrawn_at >= g.given_at))";

    /// <summary>Joins the statements of an address to a relation.</summary>
    /// <param name="address">The column of the address.</param>
    /// <param name="purpose">An expression of the purpose.</param>
    /// <param name="channel">An expression of the channel.</param>
    internal static string JoinStatements(string address, string purpose, string channel) => $"""
        left join {Withdrawn} w on w.key = {AddressKeys.Withdrawn(address)} and w.purpose = {purpose} and w.channel = {channel}
        left join {Given} g on g.key = {AddressKeys.Given(address)} and g.purpose = {purpose} and g.channel = {channel}
        """;

    /// <summary>Joins the persons with a withdrawn address to a relation, under the alias <c>x</c>.</summary>
    internal static string JoinPersons(string person, string purpose, string channel) =>
        $"left join {WithdrawnPersons} x on x.person_id = {person} and x.purpose = {purpose} and x.channel = {channel}";

    /// <summary>Whether a row may be sent, over the aliases <c>w</c>, <c>g</c> and <c>x</c>.</summary>
    /// <param name="address">The column of the address.</param>
    /// <param name="needsGiven">An expression: whether the purpose needs a given consent; otherwise only a withdrawal forbids.</param>
    internal static string IsAllowed(string address, string needsGiven) =>
        $"(coalesce(trim({address}), '') <> '' and x.person_id is null and not {IsWithdrawn} and (not ({needsGiven}) or g.given_at is not null))";

    static string Statements(ConsentConfiguration consents, WorkspaceConfiguration workspace) => $"""
        select
            {CleanedAddress(consents.Address)} as address,
            lower({Cleaned(consents.Purpose)}) as purpose,
            lower({Cleaned(consents.Channel)}) as channel,
            lower({Cleaned(consents.Action)}) = lower({SqlText.Text(consents.Given)}) as is_given,
            {StatedAt(consents, workspace)} as stated_at
        from raw_store.raw.{SqlText.Name(consents.Source)}
        """;

    static string Cleaned(string column) => $"trim({Written(column)})";

    /// <summary>The same, trimmed only where there can be blanks, the ASCII one or others: of millions of addresses the trimming costs most.</summary>
    static string CleanedAddress(string column) =>
        $"case when contains({Written(column)}, ' ') or strlen({Written(column)}) <> length({Written(column)}) then trim({Written(column)}) else {Written(column)} end";

    static string Written(string column) => $"coalesce(cast({SqlText.Name(column)} as varchar), '')";

    static string StatedAt(ConsentConfiguration consents, WorkspaceConfiguration workspace)
    {
        var column = SqlText.Name(consents.StatedAt);
        var format = workspace.Sources.FirstOrDefault(source => source.Name == consents.Source)?
            .Columns.FirstOrDefault(candidate => candidate.Name == consents.StatedAt)?.DateFormat;
        return format is null
            ? $"try_cast({column} as timestamp)"
            : $"try_strptime(cast({column} as varchar), {SqlText.Text(format)})";
    }

    static string Names(IEnumerable<string> names) => $"[{string.Join(", ", names.Select(name => SqlText.Text(name.ToLowerInvariant())))}]";
}
