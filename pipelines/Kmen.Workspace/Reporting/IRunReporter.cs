namespace Kmen.Workspace.Reporting;

/// <summary>
/// Where the stages say what they do. Implementations write the run's event file, the console and <c>ops.steps</c>.
/// Safe to call from several threads. Messages hold ids and counts only, never personal data.
/// </summary>
public interface IRunReporter
{
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
