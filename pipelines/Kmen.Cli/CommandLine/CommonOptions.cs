using System.CommandLine;
using Kmen.Cli.Output;

namespace Kmen.Cli.CommandLine;

/// <summary>The options that several commands share, under the same names and with the same meaning everywhere.</summary>
static class CommonOptions
{
    /// <summary>Where the workspace is.</summary>
    public static Option<string?> Workspace { get; } = new("--workspace")
    {
        HelpName = "DIR", Description = "Folder of the workspace. Default: the nearest folder upwards that holds kmen.yml.",
    };

    /// <summary>Which builds and publications.</summary>
    public static Option<string> Target { get; } = new("--target")
    {
        HelpName = "NAME", Description = "Target of kmen.yml, with builds and publications of its own.", DefaultValueFactory = _ => "dev",
    };

    /// <summary>What the run may know.</summary>
    public static Option<DateOnly?> AsOf { get; } = new("--as-of")
    {
        HelpName = "DAY", Description = "Know only what happened before this day's midnight in the workspace's time zone. Default: today.",
        CustomParser = OptionText.Day,
    };

    /// <summary>Which models.</summary>
    public static Option<string[]> Select { get; } = new("--select")
    {
        HelpName = "MODEL", Description = "Only these: names or patterns such as marts.*, tag:, path:, state:modified; +name takes all it reads, name+ all that reads it. May be repeated.",
    };

    /// <summary>Which models not.</summary>
    public static Option<string[]> Exclude { get; } = new("--exclude") { HelpName = "MODEL", Description = "Not these, in the same words as --select. May be repeated." };

    /// <summary>Threads of the engine.</summary>
    public static Option<int?> Threads { get; } = new("--threads")
    {
        HelpName = "N", Description = "Threads at work. Default: engine.threads of kmen.yml, or one for each processor.",
        CustomParser = result => OptionText.Whole(result, 1, 1024),
    };

    /// <summary>Memory of the engine.</summary>
    public static Option<string?> Memory { get; } = new("--memory")
    {
        HelpName = "SIZE", Description = "Memory limit of the engine, such as 8GB. Default: engine.memory of kmen.yml, or 60 % of the machine's.",
        CustomParser = OptionText.Size,
    };

    /// <summary>Format of the data on standard output.</summary>
    public static Option<OutputFormat> Format { get; } = new("--format")
    {
        HelpName = "FORMAT", Description = "Format of the result: table, csv or json.", DefaultValueFactory = _ => OutputFormat.Table,
        CustomParser = result => OptionText.Choice(result, ("table", OutputFormat.Table), ("csv", OutputFormat.Csv), ("json", OutputFormat.Json)),
    };

    /// <summary>Says only what went wrong.</summary>
    public static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Say only what failed or needs a look." };

    /// <summary>Format of progress on standard error.</summary>
    public static Option<LogFormat> Log { get; } = new("--log-format")
    {
        HelpName = "FORMAT", Description = "Progress on standard error as text or as json, one object a line.", DefaultValueFactory = _ => LogFormat.Text,
        CustomParser = result => OptionText.Choice(result, ("text", LogFormat.Text), ("json", LogFormat.Json)),
    };

    /// <summary>Shows help.</summary>
    public static Option<bool> Help { get; } = new("--help", "-h", "-?") { Description = "Show this help.", Recursive = true };

    /// <summary>What every command that works on a workspace takes.</summary>
    public static IReadOnlyList<Option> OfWorkspace { get; } = [Workspace, Target];

    /// <summary>What every command that computes takes.</summary>
    public static IReadOnlyList<Option> OfEngine { get; } = [Threads, Memory];

    /// <summary>What every command that shows progress takes.</summary>
    public static IReadOnlyList<Option> OfProgress { get; } = [Quiet, Log];
}
