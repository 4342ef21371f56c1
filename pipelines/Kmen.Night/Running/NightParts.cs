namespace Kmen.Night.Running;

/// <summary>The parts of a night, in their order.</summary>
[Flags]
public enum NightParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Load what is new.</summary>
    Ingest = 1,

    /// <summary>Deliver opt-outs, from the consent statements alone.</summary>
    OptOuts = 2,

    /// <summary>Build and test the candidate.</summary>
    Build = 4,

    /// <summary>Publish it.</summary>
    Publish = 8,

    /// <summary>Send the differences to the channels.</summary>
    Sync = 16,

    /// <summary>The whole night.</summary>
    All = Ingest | OptOuts | Build | Publish | Sync,
}
