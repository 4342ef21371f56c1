namespace Kmen.Workspace.Configuration;

/// <summary>What happens after nights in which nothing ran.</summary>
public enum CatchUpMode
{
    /// <summary>One run with the latest <c>as_of</c>.</summary>
    One,

    /// <summary>One run for each missed night, in order.</summary>
    Each,
}
