using System.Globalization;
using System.Text;

namespace Kmen.Models.Importing;

/// <summary>Writes what an import did, for those who go on from it.</summary>
internal static class ImportReport
{
    internal static string Text(ImportDraft draft, ImportResult result)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {result.Project}, moved from dbt\n\n");
        text.Append("Carried over: ").AppendJoin(", ", result.Counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Count} {count.What}"))).Append(".\n\n");
        text.Append(
            """
            Each model is one SELECT as dbt compiled it, with Kmen's names of tables. Seeds and sources are typed in `sql/staging`; the schemas `raw` and `staging` are not published, all others are.


            """);
        text.Append("## Where each table is\n\n| dbt | Kmen | file |\n|---|---|---|\n");
        foreach (var (id, model) in draft.ById.OrderBy(pair => pair.Value.FullName, StringComparer.Ordinal))
        {
            var node = draft.Manifest.Nodes.GetValueOrDefault(id) ?? draft.Manifest.Sources[id];
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(node.Relation ?? node.Name)} | {Cell(model.FullName)} | {Cell(model.File)} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n## Not carried over, or not whole ({result.LeftOut.Count})\n\n");
        text.Append(result.LeftOut.Count == 0 ? "Nothing.\n" : "| what | where in the dbt project | why | way out |\n|---|---|---|---|\n");
        foreach (var item in result.LeftOut)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(item.What)} | {Cell(item.File)} | {Cell(item.Reason)} | {Cell(item.WayOut)} |\n");
        }

        return text.ToString();
    }

    static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
