using System.Text.Encodings.Web;
using System.Text.Json;
using Kmen.Warehouse;
using Kmen.Workspace.Reporting;

namespace Kmen.Night.Ops;

/// <summary>
/// Writes what happens to the run's event file as it happens, keeps the ended steps for <c>ops.steps</c>, and passes everything on to the console's reporter.
/// </summary>
internal sealed class RecordingReporter : IRunReporter, IDisposable
{
    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly StreamWriter events;
    readonly IRunReporter next;
    readonly TimeProvider clock;
    readonly string runId;
    readonly Lock gate = new();
    readonly List<StepRow> steps = [];
    readonly List<string> warnings = [];
    bool isLost;

    internal RecordingReporter(string eventsFile, string runId, IRunReporter next, TimeProvider clock)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(eventsFile)!);
        events = new StreamWriter(new FileStream(eventsFile, FileMode.Create, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
        this.next = next;
        this.clock = clock;
        this.runId = runId;
    }

    /// <summary>The steps that have ended, in the order of their ends.</summary>
    internal IReadOnlyList<StepRow> Steps
    {
        get
        {
            lock (gate)
            {
                return [.. steps];
            }
        }
    }

    /// <summary>What the reader should look at.</summary>
    internal IReadOnlyList<string> Warnings
    {
        get
        {
            lock (gate)
            {
                return [.. warnings];
            }
        }
    }

    /// <inheritdoc/>
    public void Begin(string? runId, int steps) => next.Begin(runId, steps);

    /// <inheritdoc/>
    public void Expect(int steps) => next.Expect(steps);

    /// <inheritdoc/>
    public IStepReporter Start(string step, string kind)
    {
        Write("step_started", step, kind);
        var started = new Step(this, next.Start(step, kind), step, kind);
        StatementLog.Step = step;
        return started;
    }

    /// <inheritdoc/>
    public void Note(string message)
    {
        Write("note", message: message);
        next.Note(message);
    }

    /// <inheritdoc/>
    public void Warn(string message)
    {
        lock (gate)
        {
            warnings.Add(message);
        }

        Write("warning", message: message);
        next.Warn(message);
    }

    /// <summary>Writes an event of the run itself.</summary>
    internal void Write(
        string name, string? step = null, string? kind = null, string? status = null, long? rows = null, long? durationMs = null,
        double? fraction = null, string? message = null)
    {
        var line = JsonSerializer.Serialize(
            new { ts = clock.GetUtcNow().UtcDateTime, run_id = runId, @event = name, step, kind, status, rows, duration_ms = durationMs, fraction, message }, Json);
        lock (gate)
        {
            Append(line);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            events.Dispose();
        }
        catch (IOException) when (isLost)
        {
            // The end of the lines that a full disk did not take.
        }
    }

    /// <summary>On a full disk the night fails by what it cannot write, and says so; the event file must not hide that by an error of its own.</summary>
    void Append(string line)
    {
        if (isLost)
        {
            return;
        }

        try
        {
            events.WriteLine(line);
        }
        catch (IOException)
        {
            isLost = true;
        }
    }

    sealed class Step(RecordingReporter owner, IStepReporter inner, string name, string kind) : IStepReporter
    {
        static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(1);

        readonly DateTime startedAt = owner.clock.GetUtcNow().UtcDateTime;
        readonly long startedTicks = owner.clock.GetTimestamp();
        readonly string? outerStep = StatementLog.Step;
        long lastProgress = owner.clock.GetTimestamp();
        bool hasEnded;

        public void Progress(double fraction, long rows)
        {
            inner.Progress(fraction, rows);
            var last = Interlocked.Read(ref lastProgress);
            if (owner.clock.GetElapsedTime(last) >= ProgressInterval
                && Interlocked.CompareExchange(ref lastProgress, owner.clock.GetTimestamp(), last) == last)
            {
                owner.Write("progress", name, kind, rows: rows, fraction: double.IsNaN(fraction) ? null : Math.Round(fraction, 4));
            }
        }

        public void End(StepStatus status, long rows, string? message = null)
        {
            if (hasEnded)
            {
                return;
            }

            hasEnded = true;
            StatementLog.Step = outerStep;
            var duration = (long)owner.clock.GetElapsedTime(startedTicks).TotalMilliseconds;
            var text = status switch
            {
                StepStatus.Succeeded => "succeeded",
                StepStatus.Unchanged => "unchanged",
                StepStatus.Skipped => "skipped",
                _ => "failed",
            };
            lock (owner.gate)
            {
                owner.steps.Add(new StepRow(name, kind, text, startedAt, duration, rows, message));
            }

            owner.Write("step_ended", name, kind, text, rows, duration, message: message);
            inner.End(status, rows, message);
        }

        public void Dispose()
        {
            End(StepStatus.Failed, 0, "ended without an outcome");
            inner.Dispose();
        }
    }
}
