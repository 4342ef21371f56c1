namespace Kmen.Workspace.Configuration.Reading;

/// <summary>The targets, each with files of its own.</summary>
static class TargetSection
{
    const string Default = "dev";

    public static IReadOnlyDictionary<string, TargetConfiguration> Read(YamlSection file)
    {
        var written = new Dictionary<string, YamlSection>();
        var targets = file.Named("targets", required: false, null, (name, section) =>
        {
            written.Add(name, section);
            return new TargetConfiguration(
                name, section.Text("state") ?? (name == Default ? ".kmen" : $".kmen/{name}"),
                section.Text("published") ?? (name == Default ? "published" : $"published/{name}"));
        }).ToDictionary(target => target.Name);
        targets.TryAdd(Default, new TargetConfiguration(Default, ".kmen", "published"));

        RefuseShared(written, "state", targets.Values.Select(target => (target.Name, target.StateFolder)));
        RefuseShared(written, "published", targets.Values.Select(target => (target.Name, target.PublishedFolder)));
        return targets;
    }

    static void RefuseShared(Dictionary<string, YamlSection> written, string key, IEnumerable<(string Name, string Folder)> folders)
    {
        foreach (var shared in folders.GroupBy(pair => Path.TrimEndingDirectorySeparator(Path.GetFullPath(pair.Folder, "/"))).Where(group => group.Count() > 1))
        {
            var last = shared.Last(pair => written.ContainsKey(pair.Name));
            written[last.Name].Wrong(
                key, $"the folder {last.Folder} is that of {shared.First(pair => pair.Name != last.Name).Name} too; one target would overwrite the other.",
                $"Give each target its own, such as {last.Folder}/{last.Name}.");
        }
    }
}
