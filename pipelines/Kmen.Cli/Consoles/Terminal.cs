using Microsoft.Win32.SafeHandles;

namespace Kmen.Cli.Consoles;

/// <summary>The streams that the process was given, and what they are. Tests put in streams of their own.</summary>
/// <param name="Out">For data.</param>
/// <param name="Error">For progress and errors.</param>
sealed record Terminal(TextWriter Out, TextWriter Error)
{
    const int PlainWidth = 100;

    /// <summary>The bytes below <see cref="Out"/>, for writers of bytes. Flush <see cref="Out"/> before.</summary>
    public required Stream OutStream { get; init; }

    /// <summary>Standard input.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Width of the terminal that data is shown on; null: it is none, and nothing is cut.</summary>
    public int? Width { get; init; }

    /// <summary>Whether progress may be redrawn in place.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Whether standard input is a terminal, so that nothing can be read from it without asking.</summary>
    public bool IsInputInteractive { get; init; }

    /// <summary>Whether colours may be used.</summary>
    public bool HasColours { get; init; }

    /// <summary>Width of help.</summary>
    public int HelpWidth => Math.Clamp(Width ?? PlainWidth, 60, 120);

    /// <summary>The streams of the process.</summary>
    public static Terminal OfProcess()
    {
        // Console's own stream hides a broken pipe, and a long result would be computed to its end for nobody. A file, though, is written through it:
        // FileStream keeps a position of its own, and two commands that share a redirection would overwrite each other.
        Stream data = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, 1 << 16);
        if (data.CanSeek || !Console.IsOutputRedirected)
        {
            data = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
        }

        var isDumb = Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";
        return new Terminal(new StreamWriter(data, bufferSize: 1 << 14) { AutoFlush = false }, Console.Error)
        {
            OutStream = data,
            In = Console.In,
            Width = Console.IsOutputRedirected ? null : Math.Max(40, Console.WindowWidth),
            IsInteractive = !Console.IsErrorRedirected && !isDumb,
            IsInputInteractive = !Console.IsInputRedirected,
            HasColours = !Console.IsErrorRedirected && !isDumb && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        };
    }

    /// <summary>Whether an error says that nobody reads the output any more.</summary>
    public static bool IsBrokenPipe(IOException error) => error.Message.Contains("Broken pipe", StringComparison.Ordinal);
}
