namespace Kmen.Workspace;

/// <summary>What the process tells its caller. Schedulers rely on these numbers.</summary>
public enum ExitCode
{
    /// <summary>Everything that was asked for is done.</summary>
    Done = 0,

    /// <summary>The command ran to its end, and something in it failed: a test, a file, a delivery.</summary>
    Failed = 1,

    /// <summary>Wrong usage or configuration; nothing was changed.</summary>
    Usage = 2,

    /// <summary>Another run holds the warehouse.</summary>
    Busy = 3,

    /// <summary>Interrupted by a signal.</summary>
    Interrupted = 130,
}
