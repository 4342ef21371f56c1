using System.CommandLine;
using System.Globalization;
using Kmen.Cli.CommandLine;
using Kmen.Cli.Output;
using Kmen.Workspace;
using Kmen.Workspace.Reporting;
using Kmen.World;

namespace Kmen.Cli.Commands;

/// <summary>Makes exports of the simulated retailer.</summary>
sealed class GenerateCommand : KmenCommand
{
    const string Source = "generate";
    static readonly TimeZoneInfo Prague = TimeZoneInfo.FindSystemTimeZoneById("Europe/Prague");

    static readonly Option<int?> Persons = new("--persons")
    {
        HelpName = "N", Description = "People in the world. Default: 10000.", CustomParser = result => OptionText.Whole(result, 1, WorldOptions.MostPersons),
    };

    static readonly Option<int?> Days = new("--days")
    {
        HelpName = "N", Description = "Length of the history in days. Default: 400.", CustomParser = result => OptionText.Whole(result, 1, WorldOptions.MostHistoryDays),
    };

    static readonly Option<DateOnly?> End = new("--end")
    {
        HelpName = "DATE", Description = "Day of the export: it holds everything before its midnight in Prague. Default: today.", CustomParser = OptionText.Day,
    };

    static readonly Option<string?> Seed = new("--seed") { HelpName = "TEXT", Description = "The same seed makes the same world. Default: kmen." };

    static readonly Option<int?> Mess = new("--mess")
    {
        HelpName = "LEVEL", Description = "Spoil rows and files, 1 to 3; each fault is listed in truth/faults. Default: 0, none.", CustomParser = result => OptionText.Whole(result, 0, 3),
    };

    static readonly Option<bool> NextDay = new("--next-day") { Description = "Make the exports of one more day of the world that is there." };

    static readonly Option<string?> Out = new("--out")
    {
        HelpName = "DIR", Description = "Folder of the exports. Default: incoming in the workspace, or here where there is none.",
    };

    public override string Name => "generate";

    public override string Summary => "Make exports of a simulated retailer";

    public override string Description =>
        """
        Writes the exports of a retailer who does not exist, as the systems of a shop would: customers, orders, products, web and app events, receipts, tickets, e-mail events, consents, campaign results, weather and more. People have slips of the pen, several browsers, shared addresses and changes of mind.

        The first call writes the history, --next-day one more day, on which people react to what reached the channels: files of changes in outgoing/, lines of JSON in channels/. Everything follows from the options and from those, so that the same call makes the same files. Beside the exports it keeps world.json and truth/: who is who, what moves them, what they would have done.
        """;

    public override IReadOnlyList<Example> Examples =>
    [
        new("generate", "400 days of 10,000 people, up to today"),
        new("generate --persons 1000000 --end 2025-01-31", "A million people, up to a day"),
        new("generate --next-day", "One more day of the same world"),
        new("generate --persons 20000 --mess 2", "Exports with faults, each of them listed"),
    ];

    public override IReadOnlyList<Option> Options => [Persons, Days, End, Seed, Mess, NextDay, Out];

    public override IReadOnlyList<Option> Common => [CommonOptions.Workspace, CommonOptions.Threads, CommonOptions.Format, .. CommonOptions.OfProgress];

    public override Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        var folders = new WorldFolders(ExportFolder(invocation));
        var isNextDay = invocation.Value(NextDay);
        if (isNextDay && Options.FirstOrDefault(option => option != NextDay && option != Out && invocation.Given(option)) is { } contrary)
        {
            throw KmenException.Usage($"--next-day goes on with the world that is there, so {contrary.Name} has no meaning.", null, "Remove one of them.");
        }

        WorldSummary summary;
        using (var reporter = invocation.Reporter())
        {
            using var step = reporter.Start("generate exports", Source);
            var progress = new StepProgress(step);
            var threads = invocation.Value(CommonOptions.Threads) ?? 0;
            summary = isNextDay
                ? Retailer.GenerateNextDay(folders, threads, progress, cancellation)
                : Retailer.GenerateHistory(Wanted(invocation, Retailer.Find(folders), threads), folders, progress, cancellation);
            step.End(StepStatus.Succeeded, summary.Sources.Sum(source => source.Rows), string.Create(CultureInfo.InvariantCulture, $"export of {summary.ExportDate:yyyy-MM-dd}"));
        }

        if (!invocation.Value(CommonOptions.Quiet) || invocation.Given(CommonOptions.Format))
        {
            Write(invocation, summary);
        }

        return Task.FromResult(ExitCode.Done);
    }

    /// <summary>What the options say; where they say nothing, what the world that is there was made with, or the defaults.</summary>
    static WorldOptions Wanted(Invocation invocation, WorldOptions? before, int threads)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(invocation.Clock.GetUtcNow(), Prague).Date);
        var standard = before ?? new WorldOptions { End = today };
        return standard with
        {
            Persons = invocation.Value(Persons) ?? standard.Persons,
            HistoryDays = invocation.Value(Days) ?? standard.HistoryDays,
            End = invocation.Value(End) ?? standard.End,
            Seed = invocation.Value(Seed) ?? standard.Seed,
            Mess = invocation.Value(Mess) ?? standard.Mess,
            Threads = threads,
        };
    }

    static string ExportFolder(Invocation invocation)
    {
        if (invocation.Value(Out) is { } folder)
        {
            return folder;
        }

        if (invocation.Value(CommonOptions.Workspace) is { } workspace)
        {
            return Path.Combine(workspace, "incoming");
        }

        try
        {
            return Path.Combine(WorkspaceReader.Find(Environment.CurrentDirectory), "incoming");
        }
        catch (KmenException)
        {
            // Exports can be made anywhere.
            return "incoming";
        }
    }

    static void Write(Invocation invocation, WorldSummary summary)
    {
        var rows = summary.Sources.Select(source => (object?[])[source.Name, source.Files, source.Rows, source.Bytes]).ToList();
        using var reader = RecordReader.Of(["source", "files", "rows", "bytes"], [typeof(string), typeof(int), typeof(long), typeof(long)], rows);
        invocation.ResultWriter().Write(reader, CancellationToken.None);
    }

    sealed class StepProgress(IStepReporter step) : IProgress<WorldProgress>
    {
        public void Report(WorldProgress value) => step.Progress(value.Fraction, value.Rows);
    }
}
