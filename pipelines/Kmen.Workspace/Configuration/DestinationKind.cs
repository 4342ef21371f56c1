namespace Kmen.Workspace.Configuration;

/// <summary>The transport of a destination.</summary>
public enum DestinationKind
{
    /// <summary>CSV deltas in a folder.</summary>
    Folder,

    /// <summary>Signed JSON batches over HTTP.</summary>
    Webhook,
}
