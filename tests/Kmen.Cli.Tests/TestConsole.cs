using System.Text;
using Kmen.Cli.CommandLine;
using Kmen.Cli.Commands;
using Kmen.Cli.Consoles;
using Kmen.Workspace;

namespace Kmen.Cli.Tests;

/// <summary>A terminal in memory, and a command line to run on it.</summary>
sealed class TestConsole : IDisposable
{
    readonly MemoryStream data = new();
    readonly SharedText error = new();

    public TestConsole(int? width = null, string input = "", bool isInteractive = false)
    {
        Terminal = new Terminal(new StreamWriter(data, new UTF8Encoding(false)), error)
        {
            OutStream = data, Width = width, In = new StringReader(input), IsInteractive = isInteractive,
        };
    }

    public Terminal Terminal { get; }

    /// <summary>What was written to standard output.</summary>
    public string Out => Encoding.UTF8.GetString(data.ToArray());

    /// <summary>What was written to standard error.</summary>
    public string Error => error.ToString();

    /// <summary>Runs a command line.</summary>
    public Task<ExitCode> RunAsync(params string[] arguments) => RunAsync(CommandList.All, arguments);

    /// <summary>Runs a command line over other commands.</summary>
    public Task<ExitCode> RunAsync(IReadOnlyList<KmenCommand> commands, params string[] arguments) =>
        CommandLineRunner.RunAsync(arguments, commands, Terminal, new FixedClock());

    public void Dispose()
    {
        data.Dispose();
        error.Dispose();
    }

    /// <summary>Text that one thread reads while another writes.</summary>
    sealed class SharedText : TextWriter
    {
        readonly StringBuilder text = new();

        public override Encoding Encoding => Encoding.Unicode;

        public override void Write(char value)
        {
            lock (text)
            {
                text.Append(value);
            }
        }

        public override void Write(string? value)
        {
            lock (text)
            {
                text.Append(value);
            }
        }

        public override string ToString()
        {
            lock (text)
            {
                return text.ToString();
            }
        }
    }
}
