namespace Kmen.Activation.Journal;

/// <summary>Where a batch stands; the lower-case names stand in <c>activation.batches</c>.</summary>
internal enum BatchStatus
{
    /// <summary>Journaled and never sent: may be forgotten and planned anew.</summary>
    Planned,

    /// <summary>May have been sent: after a crash it is sent again under the same id.</summary>
    Sending,

    /// <summary>Taken, but for the rows that were rejected one by one.</summary>
    Acknowledged,

    /// <summary>Its only row was refused.</summary>
    Rejected,

    /// <summary>Refused as a whole and cut into two batches.</summary>
    Split,

    /// <summary>Sent without a known outcome.</summary>
    Unknown,

    /// <summary>Given up without a known outcome, because a member in it may not be sent any more.</summary>
    Abandoned,
}
