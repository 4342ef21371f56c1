namespace Kmen.Workspace.Reporting;

/// <summary>
/// Where the stages say what they do. Implementations write the run's event file, the console and <c>ops.steps</c>.
/// Safe to call from several threads. Messages hold ids and counts only, never personal data.
/// </summary>
public interface IRunReporter
{
    /// <summary>
    /// Says which run this is and how many steps are planned in all, so that progress can be told as "3 of 12". May be called again when more is known;
    /// a reporter that shows neither does nothing.
    /// </summary>
    /// <param name="runId">The run, or null outside of one.</param>
    /// <param name="steps">Steps planned, those that have ended included; 0 where it is not known.</param>
    void Begin(string? runId, int steps)
    {
    }

    /// <summary>Says that there will be more steps than planned, because of what was found.</summary>
    /// <param name="steps">How many more.</param>
    void Expect(int steps)
    {
    }

    /// <summary>Starts a step; dispose it when the step has ended. A step disposed without an outcome counts as failed.</summary>
    /// <param name="step">Unique in the run, such as <c>ingest customers</c> or <c>marts.person</c>.</param>
    /// <param name="kind">ingest, model, test, identity, train, score, audience, proof, publish, sync.</param>
    /// <returns>The running step.</returns>
    IStepReporter Start(string step, string kind);

    /// <summary>Says something that belongs to no step: what was found, skipped or noticed.</summary>
    /// <param name="message">One sentence.</param>
    void Note(string message);

    /// <summary>Says something that the reader should look at, though the run goes on.</summary>
    /// <param name="message">One sentence with the way out.</param>
    void Warn(string message);
}
