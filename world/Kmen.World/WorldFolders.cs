namespace Kmen.World;

/// <summary>Where a world's files lie.</summary>
public sealed record WorldFolders
{
    /// <param name="exports">The folder of the exports, with a folder a source below it.</param>
    /// <param name="state">The folder of <c>world.json</c> and <c>truth/</c>; null for the parent of the exports. It must not lie below the exports.</param>
    /// <exception cref="WorldException">The folder of the state lies in that of the exports.</exception>
    public WorldFolders(string exports, string? state = null)
    {
        Exports = Path.TrimEndingDirectorySeparator(Path.GetFullPath(exports));
        State = Path.TrimEndingDirectorySeparator(
            Path.GetFullPath(state ?? Path.GetDirectoryName(Exports) ?? throw new WorldException($"{Exports} has no parent folder; name a folder of the state.")));
        if ((State + Path.DirectorySeparatorChar).StartsWith(Exports + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new WorldException($"The state's folder {State} lies in the exports' folder {Exports}, where it would be read as a source. Name another.");
        }
    }

    /// <summary>The folder of the exports.</summary>
    public string Exports { get; }

    /// <summary>The folder of <c>world.json</c> and <c>truth/</c>.</summary>
    public string State { get; }

    /// <summary>Who is who: the folder that no source may read.</summary>
    public string Truth => Path.Combine(State, "truth");

    /// <summary>Where folder destinations put the changes of audiences: files with a manifest each. Read by the next day.</summary>
    public string Outgoing => Path.Combine(State, "outgoing");

    /// <summary>Where a channel's own side is given: lines of JSON (<c>*.jsonl</c>), and <c>treatments.csv</c>. Read by the next day.</summary>
    public string Channels => Path.Combine(State, "channels");

    /// <summary>What of the channels was read, and the messages it came to.</summary>
    internal string Received => Path.Combine(State, "received");

    internal string StateFile => Path.Combine(State, "world.json");
}
