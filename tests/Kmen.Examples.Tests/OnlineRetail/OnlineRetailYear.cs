using Kmen.Night.Running;

namespace Kmen.Examples.Tests.OnlineRetail;

/// <summary>
/// The example's year: month by month the export arrives and the clock moves on. Every month is ingested on its own; only the last two
/// are built, which is enough to show what nights do to each other.
/// </summary>
public sealed class OnlineRetailYear : IDisposable
{
    static readonly DateOnly LastDay = new(2011, 12, 10);

    public OnlineRetailYear()
    {
        if (DataFolder.Path is not { } data)
        {
            return;
        }

        Files = Path.Combine(data, "online_retail");
        Workspace = new ExampleWorkspace("online-retail");
        var incoming = Directory.CreateDirectory(Path.Combine(Workspace.Root, "incoming")).FullName;
        foreach (var export in Directory.EnumerateFiles(Files, "online_retail_????-??.csv.gz").Order(StringComparer.Ordinal))
        {
            var month = DateOnly.ParseExact(Path.GetFileName(export)["online_retail_".Length..][..7], "yyyy-MM", null);
            File.CreateSymbolicLink(Path.Combine(incoming, Path.GetFileName(export)), export);
            var asOf = month.AddMonths(1) < LastDay ? month.AddMonths(1) : LastDay;
            var isBuilt = asOf >= new DateOnly(2011, 12, 1);
            var result = Workspace.Run(asOf, isBuilt ? NightParts.All : NightParts.Ingest);
            FilesLoaded.Add(result.Ingested!.Sources.Single().FilesLoaded);
            if (isBuilt)
            {
                Nights.Add(result.RunId);
            }
        }
    }

    internal string Files { get; } = "";

    internal ExampleWorkspace Workspace { get; } = null!;

    /// <summary>Files that each month loaded.</summary>
    internal List<int> FilesLoaded { get; } = [];

    /// <summary>The built nights in order.</summary>
    internal List<string> Nights { get; } = [];

    public void Dispose() => Workspace?.Dispose();
}
