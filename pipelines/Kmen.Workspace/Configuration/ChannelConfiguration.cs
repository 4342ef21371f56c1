namespace Kmen.Workspace.Configuration;

/// <summary>A channel and the kind of address that it reaches a person by.</summary>
/// <param name="Name">Name, as consents and audiences write it.</param>
/// <param name="AddressType">The identifier type, such as email or phone.</param>
public sealed record ChannelConfiguration(string Name, string AddressType);
