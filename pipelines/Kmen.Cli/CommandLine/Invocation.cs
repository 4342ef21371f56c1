using System.CommandLine;
using System.Globalization;
using Kmen.Cli.Consoles;
using Kmen.Cli.Errors;
using Kmen.Cli.Output;
using Kmen.Cli.Reporting;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Cli.CommandLine;

/// <summary>What a command is given: the values of its options, and what follows from them.</summary>
sealed class Invocation(ParseResult parsed, Terminal terminal, TimeProvider clock)
{
    WorkspaceConfiguration? workspace;

    /// <summary>The streams.</summary>
    public Terminal Terminal => terminal;

    /// <summary>The real clock.</summary>
    public TimeProvider Clock => clock;

    /// <summary>Tells errors.</summary>
    public ErrorPrinter Errors => new(terminal, clock, Given(CommonOptions.Log) && parsed.Errors.Count == 0 && LogFormat == LogFormat.Json, () => workspace is null ? null : Layout, RunId);

    /// <summary>The run that goes on or has just ended, for the errors that come of it; null outside of one.</summary>
    public string? RunId { get; set; }

    /// <summary>The workspace, read at the first call.</summary>
    /// <exception cref="KmenException">There is none, or it is not right.</exception>
    public WorkspaceConfiguration Workspace => workspace ??= WorkspaceReader.Read(WorkspaceFolder);

    /// <summary>The files of the target.</summary>
    /// <exception cref="KmenException">There is no such target.</exception>
    public TargetLayout Layout => Workspace.Layout(parsed.GetValue(CommonOptions.Target)!);

    /// <summary>How progress is written.</summary>
    public LogFormat LogFormat => parsed.GetValue(CommonOptions.Log);

    /// <summary>Where progress goes, as the options ask. Dispose it before the result is written.</summary>
    public ConsoleReporter Reporter() => ConsoleReporter.Create(terminal, clock, LogFormat, parsed.GetValue(CommonOptions.Quiet));

    /// <summary>The same, always in lines: for what goes on for days.</summary>
    public ConsoleReporter LineReporter() =>
        ConsoleReporter.Create(terminal with { IsInteractive = false }, clock, LogFormat, parsed.GetValue(CommonOptions.Quiet));

    /// <summary>The value of an argument.</summary>
    public T? Value<T>(Argument<T> argument) => parsed.GetValue(argument);

    /// <summary>The value of an option.</summary>
    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>Whether an option stands on the command line.</summary>
    public bool Given(Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>A writer of results in the format asked for, to standard output.</summary>
    public IResultWriter ResultWriter(int maximumRows = 0) => parsed.GetValue(CommonOptions.Format) switch
    {
        OutputFormat.Csv => new CsvResultWriter(terminal.Out),
        OutputFormat.Json => new JsonResultWriter(terminal.OutStream),
        _ => new TableResultWriter(terminal.Out, terminal.Width, maximumRows),
    };

    /// <summary>The engine's settings: options first, then kmen.yml, then a share of the machine.</summary>
    /// <param name="tempFolder">Where it spills.</param>
    /// <param name="share">Share of the machine's memory where neither says.</param>
    public WarehouseOptions Engine(string tempFolder, double share = 0.6) => new()
    {
        Threads = parsed.GetValue(CommonOptions.Threads) ?? Workspace.Engine.Threads ?? Environment.ProcessorCount,
        Memory = parsed.GetValue(CommonOptions.Memory) ?? Workspace.Engine.Memory ?? ShareOfMachine(share),
        TempFolder = tempFolder,
        TempLimit = Workspace.Engine.TempLimit,
    };

    string WorkspaceFolder
    {
        get
        {
            var folder = parsed.GetValue(CommonOptions.Workspace);
            if (folder is null)
            {
                return WorkspaceReader.Find(Environment.CurrentDirectory);
            }

            return Directory.Exists(folder)
                ? folder
                : throw KmenException.Usage($"There is no folder {folder}.", null, "Name the folder that holds kmen.yml: --workspace DIR");
        }
    }

    static string ShareOfMachine(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * share / (1 << 20))}MiB");
}
