namespace Kmen.EndToEnd.Tests.Workspaces;

/// <summary>Everything a night leaves outside the engine's own bookkeeping: the published tables, and what reached the two destinations.</summary>
/// <param name="Tables">Rows and hash of each published table.</param>
/// <param name="Received">Operations that took effect at the endpoint, sorted.</param>
/// <param name="Members">Members at the endpoint, sorted.</param>
/// <param name="Written">Lines of whole files in the folder, sorted.</param>
internal sealed record Effects(
    IReadOnlyDictionary<string, string> Tables, IReadOnlyList<string> Received, IReadOnlyList<string> Members, IReadOnlyList<string> Written)
{
    internal static Effects Of(NightWorkspace workspace) => new(
        workspace.Contents(),
        [.. workspace.Crm.Applied.Select(one => $"{one.Audience} {one.Operation}").Order(StringComparer.Ordinal)],
        [.. NightWorkspace.Audiences.SelectMany(audience => workspace.Crm.Members(audience).Select(member => $"{audience} {member.Key} {member.Value}")).Order(StringComparer.Ordinal)],
        Lines(Path.Combine(workspace.Folder, "outgoing", "email")));

    /// <summary>What differs from an undisturbed night, in words; empty where nothing does.</summary>
    internal IReadOnlyList<string> DifferencesFrom(Effects undisturbed) =>
    [
        .. undisturbed.Tables.Keys.Union(Tables.Keys).Where(name => Tables.GetValueOrDefault(name) != undisturbed.Tables.GetValueOrDefault(name))
            .Select(name => $"{name}: {Tables.GetValueOrDefault(name) ?? "missing"} instead of {undisturbed.Tables.GetValueOrDefault(name) ?? "none"}"),
        .. Differences("operation at the endpoint", Received, undisturbed.Received),
        .. Differences("member at the endpoint", Members, undisturbed.Members),
        .. Differences("line in the folder", Written, undisturbed.Written),
    ];

    /// <summary>Each line as often as it stands there: a change that took effect twice is a difference.</summary>
    static IEnumerable<string> Differences(string what, IReadOnlyList<string> here, IReadOnlyList<string> there)
    {
        var counts = here.CountBy(line => line).ToDictionary();
        foreach (var (line, count) in there.CountBy(line => line))
        {
            if (counts.GetValueOrDefault(line) != count)
            {
                yield return $"{what} {counts.GetValueOrDefault(line)} times instead of {count}: {line}";
            }
        }

        foreach (var line in here.Except(there))
        {
            yield return $"{what} too much: {line}";
        }
    }

    static IReadOnlyList<string> Lines(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
        files.Should().NotContain(file => file.EndsWith(".part", StringComparison.Ordinal), because: "what was cut off is cleaned or written whole");
        return
        [
            .. files.Where(file => file.EndsWith(".csv", StringComparison.Ordinal) && File.Exists(Path.ChangeExtension(file, ".manifest.json")))
                .SelectMany(file => File.ReadAllLines(file).Skip(1).Select(line => $"{Path.GetFileName(file).Split("_0000")[0]} {line}")).Order(StringComparer.Ordinal),
        ];
    }
}
