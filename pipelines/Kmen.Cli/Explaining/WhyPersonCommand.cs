using System.CommandLine;
using System.Globalization;
using System.Text;
using Kmen.Cli.CommandLine;
using Kmen.Cli.Commands;
using Kmen.Cli.Output;
using Kmen.Cli.Queries;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Cli.Explaining;

/// <summary>Everything about one person, with reasons.</summary>
sealed class WhyPersonCommand : KmenCommand
{
    const double MemoryShare = 0.25;

    static readonly Argument<string> Id = new("id")
    {
        HelpName = "ID", Description = "A person_id (also one that was merged since), or an e-mail, phone or other identifier as identity.identifiers holds it.",
    };

    public override string Name => "person";

    public override string Summary => "Which records are one person, and why it is in what it is in";

    public override string Description =>
        """
        Shows the golden record, the records and the rules that joined them, what happened to the person's id, scores with the features that moved them most, audiences with their reasons, consents and deliveries.

        It shows personal data: think where the output goes.
        """;

    public override IReadOnlyList<Example> Examples =>
    [
        new("why person 42", "By person_id"),
        new("why person jana.novakova@seznam.example", "By an identifier"),
        new("why person 42 --format json", "One JSON object with a list for each part"),
    ];

    public override IReadOnlyList<Argument> Arguments => [Id];

    public override IReadOnlyList<Option> Common => [CommonOptions.Format, .. CommonOptions.OfWorkspace];

    public override Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        using var published = PublishedWarehouse.Open(
            invocation.Layout, invocation.Value(CommonOptions.Target)!, folder => invocation.Engine(folder, MemoryShare));
        using var session = published.Session();
        var tables = session.Tables().Select(table => table.FullName).ToHashSet();
        if (!tables.Contains("identity.person_records"))
        {
            throw new KmenException("Nobody is known yet: no published night holds identity.person_records.", null, "Run one: kmen run");
        }

        var person = Find(session, tables, invocation.Value(Id)!, cancellation);
        var isJson = invocation.Value(CommonOptions.Format) == OutputFormat.Json;
        var first = true;
        foreach (var section in PersonSections.All.Where(section => section.Tables.All(tables.Contains)))
        {
            Say(invocation, isJson ? $"{(first ? "{" : ",")}\"{section.Key}\":" : $"{(first ? "" : "\n")}{section.Title}\n");
            first = false;
            using var rows = session.Read(section.Sql, [person], cancellation);
            invocation.ResultWriter().Write(rows, cancellation);
        }

        if (isJson)
        {
            Say(invocation, "}\n");
        }

        return Task.FromResult(ExitCode.Done);
    }

    /// <summary>The headings go the way of the rows, so that they stay in order.</summary>
    static void Say(Invocation invocation, string text)
    {
        invocation.Terminal.Out.Flush();
        invocation.Terminal.OutStream.Write(Encoding.UTF8.GetBytes(text));
        invocation.Terminal.OutStream.Flush();
    }

    static long Find(IWarehouseSession session, HashSet<string> tables, string id, CancellationToken cancellation)
    {
        if (long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var known = session.List("select person_id from identity.successor where old_id = $1", row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), [number], cancellation);
            return known.Count == 0 ? throw Unknown($"There is no person {number}.")
                : known[0] ?? throw Unknown($"The person {number} has ended: no source holds a record of it any more.");
        }

        var persons = !tables.Contains("identity.identifiers") ? [] : session.List(
            "select distinct person_id from identity.identifiers join identity.person_records using (source, record_id) where lower(value) = lower($1) order by 1",
            row => row.GetInt64(0), [id], cancellation);
        return persons.Count switch
        {
            0 => throw Unknown("Nobody has that identifier."),
            1 => persons[0],
            _ => throw Unknown($"{persons.Count} persons share that identifier: {string.Join(", ", persons.Take(10))}."),
        };
    }

    static KmenException Unknown(string message) => KmenException.Usage(
        message, null, "Give a person_id: kmen query \"select person_id from marts.person limit 5\" shows some.");
}
