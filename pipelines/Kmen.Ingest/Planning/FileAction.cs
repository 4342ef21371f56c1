namespace Kmen.Ingest.Planning;

/// <summary>What is to be done about a file.</summary>
internal enum FileAction
{
    /// <summary>Nothing: all is as it was.</summary>
    None,

    /// <summary>The content is the same, only size or time of what is recorded is not.</summary>
    Touch,

    /// <summary>Load its rows in the place of those it had.</summary>
    Load,

    /// <summary>Record that it is not loaded, and why.</summary>
    SetAside,
}
