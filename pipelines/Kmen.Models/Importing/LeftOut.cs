namespace Kmen.Models.Importing;

/// <summary>Something of a dbt project that was not carried over, or not whole.</summary>
/// <param name="What">Its kind and name, such as <c>exposure dashboard</c>.</param>
/// <param name="File">Where it stands in the dbt project; empty where it has no file.</param>
/// <param name="Reason">Why, a sentence.</param>
/// <param name="WayOut">What to do about it, a sentence.</param>
public sealed record LeftOut(string What, string File, string Reason, string WayOut);
