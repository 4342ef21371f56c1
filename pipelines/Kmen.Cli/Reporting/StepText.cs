using System.Globalization;
using Kmen.Workspace.Reporting;

namespace Kmen.Cli.Reporting;

/// <summary>Steps in words.</summary>
static class StepText
{
    const int LeaderEnd = 72;

    /// <summary>The line of a step that has ended: <c>3 of 12 OK built marts.person ..... [1,000,000 rows in 1.52s]</c>.</summary>
    public static string Line(StepOutcome outcome)
    {
        var number = outcome.Planned == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{outcome.Number.ToString(CultureInfo.InvariantCulture).PadLeft(Digits(outcome.Planned))} of {outcome.Planned} ");
        var what = outcome.Status == StepStatus.Succeeded ? $"{Verb(outcome.Kind)} {(outcome.Step == outcome.Kind ? "the night" : Subject(outcome.Step, outcome.Kind))}" : Subject(outcome.Step, outcome.Kind);
        var text = $"{number}{Word(outcome.Status)} {what} ";
        var line = text + new string('.', Math.Max(2, LeaderEnd - text.Length)) + $" [{Measure(outcome.Rows, outcome.Duration)}]";
        return outcome.Message is null ? line : line + Told(Meant(outcome));
    }

    /// <summary>Rows, or nothing where there are none.</summary>
    public static string RowCount(long rows) => rows == 0 ? "" : Count(rows, "row");

    /// <summary>A number with its noun, whose plural ends in s: 1 row, 2 rows.</summary>
    public static string Count(long number, string one) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {one}{(number == 1 ? "" : "s")}");

    /// <summary>A time as people read it.</summary>
    public static string Time(TimeSpan time) => time.TotalSeconds < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00}s")
        : time.TotalMinutes < 60
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}m {time.Seconds:00}s")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}h {time.Minutes:00}m {time.Seconds:00}s");

    /// <summary>The step without the kind that the line says anyway: customers for <c>ingest customers</c>.</summary>
    public static string Subject(string step, string kind) =>
        step.StartsWith(kind + " ", StringComparison.Ordinal) ? step[(kind.Length + 1)..] : step;

    /// <summary>What was done, by the kind of step.</summary>
    public static string Verb(string kind) => kind switch
    {
        "ingest" => "loaded",
        "identity" => "resolved",
        "check" => "checked",
        "learn" => "learned",
        "proof" => "proved",
        "publish" => "published",
        "sync" => "sent",
        "generate" => "made",
        _ => "built",
    };

    /// <summary>The status as the line says it.</summary>
    public static string Word(StepStatus status) => status switch
    {
        StepStatus.Succeeded => "OK",
        StepStatus.Unchanged => "UNCHANGED",
        StepStatus.Skipped => "SKIPPED",
        _ => "FAILED",
    };

    static string Measure(long rows, TimeSpan duration) => rows == 0 ? "in " + Time(duration) : $"{RowCount(rows)} in {Time(duration)}";

    /// <summary>Where nothing had changed, nothing was there to send: "sent" would say the contrary.</summary>
    static StepOutcome Meant(StepOutcome outcome) =>
        outcome is { Kind: "sync", Status: StepStatus.Unchanged, Message: "sent" } ? outcome with { Message = "nothing to send" } : outcome;

    /// <summary>A short message stands on the line, the message of a failure and one of several lines below it.</summary>
    static string Told(StepOutcome outcome)
    {
        var lines = outcome.Message!.ReplaceLineEndings("\n").Split('\n');
        return outcome.Status == StepStatus.Failed || lines.Length > 1 ? string.Concat(lines.Select(line => "\n    " + line)) : " " + lines[0];
    }

    static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;
}
