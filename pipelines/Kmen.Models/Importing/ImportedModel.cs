using System.Text;

namespace Kmen.Models.Importing;

/// <summary>A model in the making: what its header will say, and its SELECT.</summary>
internal sealed class ImportedModel
{
    internal required string Schema { get; init; }

    internal required string Name { get; init; }

    internal required string Sql { get; init; }

    /// <summary>How the dbt project calls it, such as <c>model orders</c>.</summary>
    internal required string Shown { get; init; }

    /// <summary>Its file in the dbt project.</summary>
    internal required string From { get; init; }

    internal string FullName => $"{Schema}.{Name}";

    internal string? Description { get; init; }

    internal IReadOnlyList<string> Grain { get; init; } = [];

    internal string Materialized { get; init; } = "table";

    /// <summary>How a snapshot tells versions apart, as it stands in braces; null for others.</summary>
    internal string? Snapshot { get; init; }

    internal string? Owner { get; init; }

    internal IReadOnlyList<string> Tags { get; init; } = [];

    internal string? EventTime { get; init; }

    internal string? Freshness { get; init; }

    internal IReadOnlyList<(string Column, string Type)> Contract { get; init; } = [];

    internal IReadOnlyList<(string Column, string Description)> Columns { get; init; } = [];

    internal List<ImportedTest> Tests { get; } = [];

    /// <summary>The columns that the SELECT makes, as the engine found them; empty where it could not be tried.</summary>
    internal IReadOnlyList<(string Name, string Type)> Made { get; init; } = [];

    /// <summary>The tables that it reads, as schema.name in lower case.</summary>
    internal IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary>Whether it stays out of <c>sql/</c>, because it could not be built.</summary>
    internal bool IsLeftOut { get; init; }

    /// <summary>The file's path in the workspace.</summary>
    internal string File => Path.Combine(IsLeftOut ? "left-out" : "", "sql", Schema, Name + ".sql");

    /// <summary>The file's text.</summary>
    internal string Text()
    {
        var text = new StringBuilder("/* kmen\n");
        void Line(string key, string? value)
        {
            if (value is not null)
            {
                text.Append(key).Append(": ").Append(value).Append('\n');
            }
        }

        void Map(string key, IReadOnlyList<(string Key, string Value)> entries)
        {
            if (entries.Count > 0)
            {
                text.Append(key).Append(":\n").AppendJoin("", entries.Select(entry => $"  {YamlText.Of(entry.Key)}: {YamlText.Of(entry.Value)}\n"));
            }
        }

        Line("description", Description is null ? null : YamlText.Of(Description));
        Line("grain", Grain.Count switch { 0 => null, 1 => YamlText.Of(Grain[0]), _ => YamlText.List(Grain) });
        Line("materialized", Materialized == "table" ? null : Materialized);
        Line("snapshot", Snapshot);
        Line("event_time", EventTime is null ? null : YamlText.Of(EventTime));
        Line("owner", Owner is null ? null : YamlText.Of(Owner));
        Line("tags", Tags.Count == 0 ? null : YamlText.List(Tags));
        Line("freshness", Freshness);
        Map("contract", Contract);
        Map("columns", Columns);
        if (Tests.Count > 0)
        {
            text.Append("tests:\n");
            foreach (var test in Tests)
            {
                text.Append("  - ").Append(test.Text).Append('\n').AppendJoin("", test.Beside.Select(line => $"    {line}\n"));
            }
        }

        return text.Append("*/\n").Append(Sql).Append('\n').ToString();
    }
}
