namespace Kmen.Tests;

/// <summary>The shipped workspace's sources that persons and their purchases come from; the other sources only make its nights longer.</summary>
internal static class CoreSources
{
    static readonly string[] Names = ["customers", "orders", "order_lines", "products", "web_events", "email_events", "consents", "campaign_results"];

    /// <summary>Leaves the other sources, their staging and the checks that read it out of a copy of the shipped workspace.</summary>
    internal static void Keep(string workspace)
    {
        var configuration = Path.Combine(workspace, "kmen.yml");
        File.WriteAllText(configuration, Of(File.ReadAllText(configuration)));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(workspace, "sql", "staging")).Where(file => !Names.Contains(Path.GetFileNameWithoutExtension(file)["stg_".Length..])))
        {
            var model = "staging." + Path.GetFileNameWithoutExtension(file);
            foreach (var check in Directory.EnumerateFiles(Path.Combine(workspace, "sql", "checks")).Where(check => File.ReadAllText(check).Contains(model, StringComparison.Ordinal)).ToList())
            {
                File.Delete(check);
            }

            File.Delete(file);
        }
    }

    static string Of(string configuration)
    {
        var kept = new List<string>();
        var (isInSources, isNeeded) = (false, true);
        foreach (var line in configuration.Split('\n'))
        {
            if (line.Length > 0 && !char.IsWhiteSpace(line[0]))
            {
                (isInSources, isNeeded) = (line == "sources:", true);
            }
            else if (isInSources && line.StartsWith("  ", StringComparison.Ordinal) && line[2] is not (' ' or '#'))
            {
                isNeeded = Names.Contains(line.Trim().TrimEnd(':'));
            }

            if (isNeeded)
            {
                kept.Add(line);
            }
        }

        return string.Join('\n', kept);
    }
}
