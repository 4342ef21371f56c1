namespace Kmen.World.Exports;

/// <summary>How the rows of a source are divided into files.</summary>
internal enum FileCut
{
    /// <summary>One file for the history, one a day after it.</summary>
    ByRun,

    /// <summary>A file a month of the history, one a day after it.</summary>
    ByMonth,

    /// <summary>One file, made with the history.</summary>
    Once,
}
