namespace Kmen.Identity.Tests;

/// <summary>A row of identity.records; all of one source.</summary>
internal sealed record Record(string Id, DateTime FirstSeenAt);
