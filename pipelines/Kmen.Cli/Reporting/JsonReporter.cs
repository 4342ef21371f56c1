using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kmen.Workspace.Reporting;

namespace Kmen.Cli.Reporting;

/// <summary>One JSON object a line: ts, event, step, kind, status, rows, fraction, duration_ms, message, run_id, at the end of a run also counts and published; what does not apply is left out.</summary>
sealed class JsonReporter(TextWriter writer, TimeProvider clock, bool isQuiet) : ConsoleReporter(clock)
{
    static readonly TimeSpan BetweenProgress = TimeSpan.FromSeconds(1);
    static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public override void Dispose() => writer.Flush();

    protected override void OnBegun()
    {
        if (!isQuiet)
        {
            Write("run_started");
        }
    }

    protected override void OnRunEnded(RunOutcome outcome)
    {
        if (!isQuiet || outcome.Status != "succeeded")
        {
            Write("run_ended", status: outcome.Status, duration: outcome.Duration, ended: outcome);
        }
    }

    protected override void OnStarted(RunningStep step)
    {
        if (!isQuiet)
        {
            Write("step_started", step.Step, step.Kind);
        }
    }

    protected override void OnProgressed(RunningStep step)
    {
        var elapsed = Elapsed(step);
        if (!isQuiet && elapsed - step.LastTold >= BetweenProgress)
        {
            step.LastTold = elapsed;
            Write("step_progress", step.Step, step.Kind, rows: step.Rows, fraction: double.IsNaN(step.Fraction) ? null : step.Fraction, duration: elapsed);
        }
    }

    protected override void OnEnded(RunningStep step, StepOutcome outcome)
    {
        if (!isQuiet || outcome.Status == StepStatus.Failed)
        {
            Write(
                "step_ended", outcome.Step, outcome.Kind, outcome.Status.ToString().ToLowerInvariant(), outcome.Rows, null, outcome.Duration, outcome.Message);
        }
    }

    protected override void OnSaid(string message, bool isWarning)
    {
        if (isWarning || !isQuiet)
        {
            Write(isWarning ? "warning" : "note", message: message);
        }
    }

    void Write(
        string name, string? step = null, string? kind = null, string? status = null, long? rows = null, double? fraction = null, TimeSpan? duration = null,
        string? message = null, RunOutcome? ended = null) =>
        writer.WriteLine(JsonSerializer.Serialize(
            new
            {
                ts = Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), @event = name, step, kind, status, rows, fraction,
                duration_ms = duration is { } time ? (long?)time.TotalMilliseconds : null, message, run_id = ended?.RunId ?? RunId,
                counts = ended?.Counts, published = ended?.IsPublished,
            },
            Options));
}
