namespace Kmen.Workspace.Configuration;

/// <summary>One column of a source's contract.</summary>
/// <param name="Name">Name in the raw table.</param>
/// <param name="Header">Name in the file: the CSV header, the JSON key, the Parquet column. Default: the name.</param>
/// <param name="Type">The type that values must be castable to: string, bigint, integer, double, boolean, date, timestamp, decimal(p,s).</param>
/// <param name="Required">Whether a missing or empty value rejects the row, and a missing column the file.</param>
/// <param name="DateFormat">A strptime format where the text is not ISO, such as <c>%d.%m.%Y</c>; null otherwise.</param>
/// <param name="Description">What it means, or null.</param>
public sealed record SourceColumn(string Name, string Header, string Type, bool Required, string? DateFormat, string? Description);
