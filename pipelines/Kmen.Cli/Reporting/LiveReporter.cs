using System.Globalization;
using Kmen.Cli.Consoles;
using Kmen.Workspace.Reporting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Kmen.Cli.Reporting;

/// <summary>For a terminal: steps that have ended scroll by, those that go on stand below them in a table with bar, rows and seconds.</summary>
sealed class LiveReporter : ConsoleReporter
{
    const int BarWidth = 20;
    static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(120);

    static readonly IRenderable Nothing = new Text(" ");

    readonly List<RunningStep> running = [];
    readonly IAnsiConsole console;
    readonly ManualResetEventSlim ended = new();
    readonly Thread painter;
    readonly long started;

    public LiveReporter(Terminal terminal, TimeProvider clock)
        : base(clock)
    {
        started = clock.GetTimestamp();
        console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(terminal.Error),
            ColorSystem = terminal.HasColours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        });
        if (terminal.Width is { } width)
        {
            console.Profile.Width = width;
        }

        painter = new Thread(Paint) { IsBackground = true, Name = "progress" };
        painter.Start();
    }

    public override void Dispose()
    {
        if (!ended.IsSet)
        {
            ended.Set();
            painter.Join();
            ended.Dispose();
        }
    }

    protected override void OnBegun() => console.MarkupLine("run " + RunId!.EscapeMarkup());

    protected override void OnStarted(RunningStep step) => running.Add(step);

    protected override void OnProgressed(RunningStep step)
    {
    }

    protected override void OnEnded(RunningStep step, StepOutcome outcome)
    {
        running.Remove(step);
        var colour = outcome.Status switch
        {
            StepStatus.Succeeded => "green",
            StepStatus.Unchanged => "grey",
            StepStatus.Skipped => "yellow",
            _ => "red",
        };
        var line = StepText.Line(outcome).EscapeMarkup();
        var word = StepText.Word(outcome.Status);
        var at = line.IndexOf(word, StringComparison.Ordinal);
        console.MarkupLine($"{line[..at]}[{colour}]{word}[/]{line[(at + word.Length)..]}");
    }

    protected override void OnSaid(string message, bool isWarning) =>
        console.MarkupLine(isWarning ? "[yellow]warning:[/] " + message.EscapeMarkup() : message.EscapeMarkup());

    /// <summary>A terminal that is gone, or a picture that cannot be drawn, ends the display; it must never end the night.</summary>
    void Paint()
    {
        try
        {
            console.Live(Nothing).AutoClear(true).Overflow(VerticalOverflow.Crop).Start(display =>
            {
                // Not under the reporter's lock: the display has one of its own, which a thread that writes a line takes the other way round.
                while (!ended.Wait(Frame))
                {
                    display.UpdateTarget(Picture());
                }
            });
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            // The steps' lines are still written; only the table below them is missing.
        }
    }

    IRenderable Picture()
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        table.AddColumns(new TableColumn("step"), new TableColumn("bar"), new TableColumn("rows").RightAligned(), new TableColumn("seconds").RightAligned());
        Locked(() =>
        {
            foreach (var step in running)
            {
                table.AddRow(
                    new Text(step.Step), new Text(Bar(step.Fraction)), new Text(StepText.RowCount(step.Rows)), new Text(StepText.Time(Elapsed(step))));
            }

            if (Planned > 0)
            {
                table.AddRow(
                    new Text(string.Create(CultureInfo.InvariantCulture, $"{Ended} of {Math.Max(Planned, Ended)} steps")),
                    new Text(Bar((double)Ended / Math.Max(Planned, Ended))), Text.Empty, new Text(StepText.Time(Clock.GetElapsedTime(started))));
            }
        });
        // A table without a row has no line, which the display cannot draw.
        return table.Rows.Count == 0 ? Nothing : table;
    }

    static string Bar(double fraction)
    {
        if (double.IsNaN(fraction))
        {
            return "";
        }

        var full = (int)Math.Round(Math.Clamp(fraction, 0, 1) * BarWidth);
        return new string('━', full) + new string('╌', BarWidth - full) + string.Create(CultureInfo.InvariantCulture, $" {Math.Clamp(fraction, 0, 1) * 100,3:0} %");
    }
}
