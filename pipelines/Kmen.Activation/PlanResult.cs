namespace Kmen.Activation;

/// <summary>What a sync did for one audience at one destination. Holds ids and counts only.</summary>
public sealed record PlanResult
{
    /// <summary>The destination.</summary>
    public required string Destination { get; init; }

    /// <summary>The audience.</summary>
    public required string Audience { get; init; }

    /// <summary>Whether it was planned only: a dry run, or a destination that is not armed for the target.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Members sent anew or changed.</summary>
    public OperationCounts Upserts { get; init; } = OperationCounts.None;

    /// <summary>Members removed.</summary>
    public OperationCounts Removals { get; init; } = OperationCounts.None;

    /// <summary>Members of the publication that were withheld, because the raw consents do not allow them at this moment or they have no address.</summary>
    public long Suppressed { get; init; }

    /// <summary>Changes not tried again, because the destination refused the same row before: they wait for a later <c>as_of</c> or for a changed row.</summary>
    public long HeldBack { get; init; }

    /// <summary>Changes left out, because an earlier batch with the same member is still without a known outcome.</summary>
    public long Parked { get; init; }

    /// <summary>Why nothing of the plan was sent, with the way out; null where it was not blocked.</summary>
    public string? Blocked { get; init; }

    /// <summary>What ended the sending before its end; null where nothing did.</summary>
    public string? Failure { get; init; }

    /// <summary>Rows settled a second while sending; 0 where nothing was sent.</summary>
    public double RowsPerSecond { get; init; }

    /// <summary>Up to ten external ids of the plan, upserts first, in the order of the ids.</summary>
    public IReadOnlyList<string> Sample { get; init; } = [];

    /// <summary>Whether something needs a person's eye: blocked, failed, rejected or unknown.</summary>
    public bool HasFailures =>
        Blocked is not null || Failure is not null || Parked > 0 || Upserts.Rejected + Removals.Rejected + Upserts.Unknown + Removals.Unknown > 0;
}
