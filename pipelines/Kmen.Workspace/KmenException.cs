namespace Kmen.Workspace;

/// <summary>
/// An error written for the person who reads it: what happened, where, and what to do.
/// Everything that a user can cause is reported by one of these; the command line prints it without a stack trace.
/// </summary>
public sealed class KmenException : Exception
{
    /// <summary>Makes an error.</summary>
    /// <param name="message">What happened, in a sentence or two.</param>
    /// <param name="where">The file and position, or null where there is none.</param>
    /// <param name="wayOut">What to do about it, or null where the message says all.</param>
    /// <param name="exitCode">The exit code of a command that ends with this error.</param>
    /// <param name="inner">The cause, kept for the run's event file.</param>
    public KmenException(
        string message, SourcePosition? where = null, string? wayOut = null, ExitCode exitCode = ExitCode.Failed, Exception? inner = null)
        : base(message, inner)
    {
        Where = where;
        WayOut = wayOut;
        ExitCode = exitCode;
    }

    /// <summary>The file and position, or null.</summary>
    public SourcePosition? Where { get; }

    /// <summary>What to do about it, or null.</summary>
    public string? WayOut { get; }

    /// <summary>The exit code of a command that ends with this error.</summary>
    public ExitCode ExitCode { get; }

    /// <summary>A configuration error: <see cref="ExitCode.Usage"/>.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="where">Where it stands.</param>
    /// <param name="wayOut">What to write instead.</param>
    /// <returns>The error, to be thrown.</returns>
    public static KmenException Usage(string message, SourcePosition? where = null, string? wayOut = null) =>
        new(message, where, wayOut, ExitCode.Usage);
}
