namespace Kmen.Night.Running;

/// <summary>How a night is run.</summary>
public sealed record NightOptions
{
    /// <summary>The target. Default: dev.</summary>
    public string Target { get; init; } = "dev";

    /// <summary>The day whose midnight, in the workspace's time zone, bounds what the run may know (exclusive); null: today's.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Who asked: manual, schedule, catch-up, demo.</summary>
    public string Trigger { get; init; } = "manual";

    /// <summary>The parts to run. Default: all.</summary>
    public NightParts Parts { get; init; } = NightParts.All;

    /// <summary>Build and publish although nothing changed. Default: no.</summary>
    public bool FullRefresh { get; init; }

    /// <summary>What is built, in the words of <c>--select</c>; empty: everything. A part is built against the published rest, and never published.</summary>
    public IReadOnlyList<string> Select { get; init; } = [];

    /// <summary>What is left out, in the same words.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Whether the last failed build is taken up from its failure on. Default: no.</summary>
    public bool Retry { get; init; }

    /// <summary>Whether only a part is built.</summary>
    public bool IsPartial => Select.Count > 0 || Exclude.Count > 0;

    /// <summary>Plan every sync and send nothing. Default: no.</summary>
    public bool DryRun { get; init; }

    /// <summary>Threads; null: the workspace's setting, else one for each processor.</summary>
    public int? Threads { get; init; }

    /// <summary>Memory limit such as 8GB; null: the workspace's setting, else 60 % of the machine's memory.</summary>
    public string? Memory { get; init; }

    /// <summary>The command line, shown to whoever finds the warehouse held.</summary>
    public string Command { get; init; } = "kmen run";
}
