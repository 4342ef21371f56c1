using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Cli.Errors;

/// <summary>An error of the engine as one for people.</summary>
static class EngineErrors
{
    /// <summary>The error with its place in the SQL, the nearest names, and a way out where the kind of error knows one.</summary>
    /// <param name="error">What the engine said.</param>
    /// <param name="file">The file that the SQL came from, or null for SQL of the command line.</param>
    public static KmenException Told(WarehouseException error, string? file)
    {
        var where = error.Offset is { } offset ? SourcePosition.At(file ?? "SQL", error.Sql, offset) : file is null ? null : new SourcePosition(file);
        var message = FirstSentences(error.Message);
        return new KmenException(
            message.EndsWith('.') || message.EndsWith('!') || message.EndsWith('?') ? message : message + ".", where, WayOut(error, message), inner: error);
    }

    static string? WayOut(WarehouseException error, string message) => error.Kind switch
    {
        _ when error.Candidates.Count > 0 && !message.Contains("Did you mean", StringComparison.OrdinalIgnoreCase) => Question(error.Candidates),
        "Out of Memory" => "Give the engine more with --memory, or ask for fewer rows.",
        "IO" when error.Message.Contains("No space left", StringComparison.Ordinal) => "Make room on the disk, then run the command again.",
        "IO" when error.Message.Contains("lock", StringComparison.OrdinalIgnoreCase) => "Another process has the file open for writing; wait until it has ended.",
        _ => null,
    };

    static string Question(IReadOnlyList<string> names) => names.Count == 1
        ? $"Did you mean {names[0]}?"
        : $"Did you mean {string.Join(", ", names.Take(Math.Min(names.Count, 3) - 1))} or {names[Math.Min(names.Count, 3) - 1]}?";

    /// <summary>Without what the engine adds for its own shell: candidate lists, LINE blocks, suggestions to load things.</summary>
    static string FirstSentences(string message)
    {
        var end = message.Length;
        foreach (var marker in (string[])["\nCandidate", "\n\nLINE", "\nLINE ", "\nDid you mean", "\n\n"])
        {
            var at = message.IndexOf(marker, StringComparison.Ordinal);
            end = at > 0 ? Math.Min(end, at) : end;
        }

        return message[..end].Trim();
    }
}
