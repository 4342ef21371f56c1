namespace Kmen.Models.Planning;

/// <summary>What a run does about a step.</summary>
public enum BuildWay
{
    /// <summary>Makes it whole.</summary>
    Build,

    /// <summary>Makes the rows of changed keys, and replaces just those.</summary>
    Increment,

    /// <summary>Only its description or tests have changed: the table stays, and is tested.</summary>
    Test,

    /// <summary>Nothing has changed: the table stays.</summary>
    Carry,
}
