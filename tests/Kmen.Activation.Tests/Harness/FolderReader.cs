namespace Kmen.Activation.Tests.Harness;

/// <summary>A consumer of the folder: reads whole files (those with a manifest) in the order of their names, each batch once.</summary>
public static class FolderReader
{
    public static IReadOnlyDictionary<string, string> Members(string folder)
    {
        var members = new Dictionary<string, string>();
        foreach (var file in Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal))
        {
            if (!File.Exists(Path.ChangeExtension(file, ".manifest.json")))
            {
                continue;
            }

            foreach (var line in File.ReadAllLines(file).Skip(1).Select(line => line.Split(',')))
            {
                if (line[0] == "upsert")
                {
                    members[line[1]] = line[4];
                }
                else
                {
                    members.Remove(line[1]);
                }
            }
        }

        return members;
    }
}
