namespace Kmen.Night.Tests.Incremental;

/// <summary>What comes over a workspace between two nights.</summary>
[Flags]
internal enum Happening
{
    /// <summary>Nothing: only the clock moves.</summary>
    None = 0,

    /// <summary>Another day's exports.</summary>
    NewDay = 1,

    /// <summary>Rows of a day come with the exports of a later one, and some come twice.</summary>
    Late = 2,

    /// <summary>Files of earlier days come again with other rows.</summary>
    Corrected = 4,

    /// <summary>Accounts and products are missing in the newest dump, others have changed; some come back.</summary>
    Deleted = 8,

    /// <summary>Two accounts become one person.</summary>
    Merged = 16,

    /// <summary>And two again.</summary>
    Split = 32,

    /// <summary>A model's text changes.</summary>
    ChangedText = 64,

    /// <summary>A model's tests change and nothing else.</summary>
    ChangedTest = 128,
}
