using Kmen.Workspace.Configuration;

namespace Kmen.Activation.Planning;

/// <summary>One audience of one destination, checked against the configuration and the publication.</summary>
/// <param name="Destination">The destination.</param>
/// <param name="Audience">The audience.</param>
/// <param name="Purpose">What its members are sent for.</param>
/// <param name="NeedsGiven">Whether the purpose needs a given consent.</param>
/// <param name="Fields">The SQL expression of the fields.</param>
/// <param name="Proof">Members without consent by the independent proof; null where it says nothing about the audience.</param>
internal sealed record AudiencePlan(
    DestinationConfiguration Destination, string Audience, string Purpose, bool NeedsGiven, string Fields, long? Proof)
{
    /// <summary>Whether the destination no longer receives the audience: its members there are to be removed.</summary>
    internal bool IsDropped { get; init; }
}
