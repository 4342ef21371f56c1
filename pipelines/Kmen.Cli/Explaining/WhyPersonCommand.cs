using System.CommandLine;
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
        HelpName = "ID", Description = "A person_id, or an e-mail, phone or other identifier as identity.identifiers holds it; also one that was merged, ended or removed since.",
    };

    public override string Name => "person";

    public override string Summary => "Which records are one person, and why it is in what it is in";

    public override string Description =>
        """
        Shows the golden record, the records and the rules that joined them, what happened to the person's id, scores with the features that moved them most, audiences with their reasons, consents and deliveries.

        For somebody who is outside now (left, merged, ended, removed from the sources) it shows what is kept: the history of the id, past stays in audiences, deliveries.

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

    public override async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        using var published = PublishedWarehouse.Open(
            invocation.Layout, invocation.Value(CommonOptions.Target)!, folder => invocation.Engine(folder, MemoryShare));
        using var session = published.Session();
        var tables = session.Tables().Select(table => table.FullName).ToHashSet();
        if (!tables.Contains("identity.person_records"))
        {
            throw new KmenException("Nobody is known yet: no published night holds identity.person_records.", null, "Run one: kmen run");
        }

        var person = new PersonSearch(session, tables, cancellation).Find(invocation.Value(Id)!);
        if (person.Note is { } note)
        {
            await invocation.Terminal.Error.WriteLineAsync(note);
        }

        var isJson = invocation.Value(CommonOptions.Format) == OutputFormat.Json;
        var first = true;
        foreach (var section in PersonSections.All.Where(section => section.Tables.All(tables.Contains)))
        {
            Say(invocation, isJson ? $"{(first ? "{" : ",")}\"{section.Key}\":" : $"{(first ? "" : "\n")}{section.Title}\n");
            first = false;
            using var rows = session.Read(section.Sql, [person.PersonId], cancellation);
            invocation.ResultWriter().Write(rows, cancellation);
        }

        if (isJson)
        {
            Say(invocation, "}\n");
        }

        return ExitCode.Done;
    }

    /// <summary>The headings go the way of the rows, so that they stay in order.</summary>
    static void Say(Invocation invocation, string text)
    {
        invocation.Terminal.Out.Flush();
        invocation.Terminal.OutStream.Write(Encoding.UTF8.GetBytes(text));
        invocation.Terminal.OutStream.Flush();
    }
}
