namespace Kmen.Workspace.Configuration;

/// <summary>How a new file relates to the ones before it.</summary>
public enum LoadMode
{
    /// <summary>Its rows are added.</summary>
    Append,

    /// <summary>It is a whole dump: it replaces the one before.</summary>
    Full,
}
