namespace Kmen.Models.Lineage;

/// <summary>Where a column comes from.</summary>
/// <param name="Column">Its name, in lower case.</param>
/// <param name="Values">The columns that feed its values, as schema.table.column.</param>
/// <param name="Rows">The columns that decide which rows the table has: filters, joins, groups. The same for all columns of a table.</param>
public sealed record ColumnOrigins(string Column, IReadOnlySet<string> Values, IReadOnlySet<string> Rows);
