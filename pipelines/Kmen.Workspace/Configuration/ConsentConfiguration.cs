namespace Kmen.Workspace.Configuration;

/// <summary>Where consents are stated, twice: as a cleaned table for the enforcement, and raw for the independent proof.</summary>
public sealed record ConsentConfiguration
{
    /// <summary>
    /// The staging table that the enforcement reads, with the columns address_type, address (normalised as in <c>identity.identifiers</c>),
    /// purpose, channel, is_given and stated_at.
    /// </summary>
    public required string Statements { get; init; }

    /// <summary>The source whose raw table the proof and the opt-outs read.</summary>
    public required string Source { get; init; }

    /// <summary>Raw column of the address.</summary>
    public required string Address { get; init; }

    /// <summary>Raw column of the address type.</summary>
    public required string AddressType { get; init; }

    /// <summary>Raw column of the purpose.</summary>
    public required string Purpose { get; init; }

    /// <summary>Raw column of the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Raw column of the action.</summary>
    public required string Action { get; init; }

    /// <summary>Raw column of the moment, UTC.</summary>
    public required string StatedAt { get; init; }

    /// <summary>The action that gives consent; every other value withdraws it.</summary>
    public required string Given { get; init; }
}
