namespace Kmen.World.Mess;

/// <summary>What is wrong with a row or a file.</summary>
internal enum FaultKind
{
    /// <summary>The row stands twice.</summary>
    Duplicate,

    /// <summary>A value that is none of its type, so that the row cannot be loaded.</summary>
    Junk,

    /// <summary>A name lost its accents.</summary>
    LostAccents,

    /// <summary>Two neighbouring letters of a name changed about.</summary>
    Slip,

    /// <summary>An address of e-mail or a number that stands for nobody.</summary>
    Placeholder,

    /// <summary>A phone number that belongs to somebody else.</summary>
    RecycledNumber,

    /// <summary>The clock of the device runs ahead.</summary>
    ClockSkew,

    /// <summary>The row comes with the next file.</summary>
    Late,

    /// <summary>A file of the day before comes again, under another name.</summary>
    Restated,

    /// <summary>A file ends in the middle.</summary>
    HalfWritten,

    /// <summary>A column has another name on this day.</summary>
    Drift,
}
