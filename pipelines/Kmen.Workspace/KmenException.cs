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

    /// <summary>The errors that were found together, each with its own place and way out; empty for a single error.</summary>
    public IReadOnlyList<KmenException> Parts { get; private init; } = [];

    /// <summary>Several errors found in one reading, so that a file is put right in one go.</summary>
    /// <param name="summary">What they have in common, a sentence without full stop.</param>
    /// <param name="parts">The errors, at least one; one alone is returned as it is.</param>
    /// <returns>The error, to be thrown; its message lists the parts, a line each.</returns>
    public static KmenException Several(string summary, IReadOnlyList<KmenException> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 1)
        {
            return parts[0];
        }

        var lines = parts.Select(part => $"  {part.Where}: {part.Message}{(part.WayOut is null ? "" : " " + part.WayOut)}");
        return new KmenException($"{summary}:\n{string.Join('\n', lines)}", exitCode: parts.Max(part => part.ExitCode)) { Parts = parts };
    }

    /// <summary>A configuration error: <see cref="ExitCode.Usage"/>.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="where">Where it stands.</param>
    /// <param name="wayOut">What to write instead.</param>
    /// <returns>The error, to be thrown.</returns>
    public static KmenException Usage(string message, SourcePosition? where = null, string? wayOut = null) =>
        new(message, where, wayOut, ExitCode.Usage);
}
