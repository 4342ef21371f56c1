using System.Globalization;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Cli.Explaining;

/// <summary>Finds a person by an id or an identifier, also one that is known from earlier nights only.</summary>
/// <param name="session">A session on what is published.</param>
/// <param name="tables">The tables that are there.</param>
/// <param name="cancellation">Ends it.</param>
sealed class PersonSearch(IWarehouseSession session, HashSet<string> tables, CancellationToken cancellation)
{
    const int ShownPersons = 10;

    /// <summary>Finds it.</summary>
    /// <param name="words">A person_id or an identifier.</param>
    /// <exception cref="KmenException">Nobody was ever known by it, or several persons share it.</exception>
    public FoundPerson Find(string words)
    {
        var text = words.Trim();
        var number = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null;
        return (number is null ? null : ById(number.Value)) ?? ByIdentifier(text) ?? ByEarlierAddress(text)
            ?? throw Unknown(number is null ? "Nobody has or had that identifier." : $"There is and was no person {number}, and nobody has that number as an identifier.");
    }

    FoundPerson? ById(long id)
    {
        var known = Persons("select coalesce(person_id, -1) from identity.successor where old_id = $1", id);
        if (known is [var living])
        {
            return living == -1 ? Ended(id, $"The person {id} has ended: no source holds a record of it any more.")
                : living == id ? new(id, null)
                : new(living, $"The person {id} was merged into {living}.");
        }

        return WasSeen(id) ? Ended(id, $"The person {id} is not known to identity any more.") : null;
    }

    FoundPerson? ByIdentifier(string text) => !tables.Contains("identity.identifiers") ? null : One(
        Persons("select distinct person_id from identity.identifiers join identity.person_records using (source, record_id) where lower(value) = lower($1) order by 1", text));

    /// <summary>An address that no source holds any more, but that somebody was in an audience with.</summary>
    FoundPerson? ByEarlierAddress(string text)
    {
        if (!tables.Contains("audiences.membership"))
        {
            return null;
        }

        var earlier = One(Persons(
            """
            select distinct coalesce(successor.person_id, membership.person_id)
            from audiences.membership left join identity.successor on successor.old_id = membership.person_id
            where lower(membership.address) = lower($1) order by 1
            """, text));
        return earlier is null ? null : new(
            earlier.PersonId, $"No source holds that identifier any more; the person {earlier.PersonId} was in an audience with it.{(Lives(earlier.PersonId) ? "" : " It has ended.")}");
    }

    /// <summary>Whether audiences or deliveries of earlier nights name an id that identity does not.</summary>
    bool WasSeen(long id) =>
        (tables.Contains("audiences.membership") && Persons("select distinct person_id from audiences.membership where person_id = $1", id).Count > 0)
        || (tables.Contains("activation.deliveries") && Persons("select 1::bigint from activation.deliveries where external_id = $1::varchar limit 1", id).Count > 0);

    bool Lives(long id) => Persons("select person_id from identity.person_records where person_id = $1 limit 1", id).Count > 0;

    static FoundPerson Ended(long id, string what) => new(id, what + " What is kept of it:");

    static FoundPerson? One(IReadOnlyList<long> persons) => persons.Count switch
    {
        0 => null,
        1 => new(persons[0], null),
        _ => throw Unknown(
            $"{persons.Count} persons share that identifier: {string.Join(", ", persons.Take(ShownPersons))}{(persons.Count > ShownPersons ? " …" : "")}."),
    };

    IReadOnlyList<long> Persons(string sql, object value) => session.List(sql, row => row.GetInt64(0), [value], cancellation);

    static KmenException Unknown(string message) => KmenException.Usage(
        message, null, "Give a person_id: kmen query \"select person_id from marts.person limit 5\" shows some.");
}
