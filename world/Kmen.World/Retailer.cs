using Kmen.World.Exports;

namespace Kmen.World;

/// <summary>
/// The simulated retailer. It writes exports as a shop's systems would, and beside them the truth: who each record belongs to.
/// Nothing here reads a clock.
/// </summary>
public static class Retailer
{
    /// <summary>
    /// Writes the history: every source in one file, the large ones in a file a month, named by the last day exported in them. Files that the same world
    /// wrote before are written again, the same.
    /// </summary>
    /// <param name="options">The world.</param>
    /// <param name="folders">Where to.</param>
    /// <param name="progress">Told of every source about a hundred times.</param>
    /// <param name="cancellation">Leaves no half file behind.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="WorldException">Options out of range, folders that hold another world, or folders that cannot be written.</exception>
    public static WorldSummary GenerateHistory(
        WorldOptions options, WorldFolders folders, IProgress<WorldProgress>? progress = null, CancellationToken cancellation = default)
    {
        options.Validate();
        return Writing(folders, () =>
        {
            WorldState? before = WorldState.Read(folders);
            RequireOwnFolders(options, folders, before);
            (before ?? new WorldState(WorldState.CurrentVersion, options, null)).Write(folders);
            WorldSummary summary = new ExportRun(options, folders, options.Start, options.End, isHistory: true, progress, cancellation).Make();
            DateOnly date = before?.ExportDate is { } later && later > options.End ? later : options.End;
            new WorldState(WorldState.CurrentVersion, options, date).Write(folders);
            return summary;
        });
    }

    /// <summary>Writes one more day, a file a source, for the world whose <c>world.json</c> lies in the folder of the state.</summary>
    /// <param name="folders">Where the history was written.</param>
    /// <param name="threads">How many threads work; 0 for as many as there are processors.</param>
    /// <param name="progress">Told of every source about a hundred times.</param>
    /// <param name="cancellation">Leaves no half file behind; the day can be made again.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="WorldException">There is no world to go on with, or the folders cannot be written.</exception>
    public static WorldSummary GenerateNextDay(
        WorldFolders folders, int threads = 0, IProgress<WorldProgress>? progress = null, CancellationToken cancellation = default)
    {
        WorldState state = WorldState.Read(folders)
            ?? throw new WorldException($"There is no world.json in {folders.State}: generate a history first, or name the folder where it lies.");
        DateOnly last = state.ExportDate
            ?? throw new WorldException($"The history in {folders.Exports} was not finished. Generate it again with the same options.");
        WorldOptions options = state.Options with { Threads = threads };
        options.Validate();
        if (last.DayNumber - options.Start.DayNumber >= WorldOptions.MostHistoryDays)
        {
            throw new WorldException($"The world has reached its {WorldOptions.MostHistoryDays} days, on {last:yyyy-MM-dd}. Start another.");
        }

        DateOnly next = last.AddDays(1);
        return Writing(folders, () =>
        {
            WorldSummary summary = new ExportRun(options, folders, last, next, isHistory: false, progress, cancellation).Make();
            (state with { ExportDate = next }).Write(folders);
            return summary;
        });
    }

    /// <summary>The options of the world in the folder, or null where there is none.</summary>
    /// <param name="folders">Where to look.</param>
    /// <exception cref="WorldException">There is one that cannot be read.</exception>
    public static WorldOptions? Find(WorldFolders folders) => WorldState.Read(folders)?.Options;

    static void RequireOwnFolders(WorldOptions options, WorldFolders folders, WorldState? before)
    {
        if (before is null && SourceFormat.Folders.Any(folder => HasFiles(Path.Combine(folders.Exports, folder))))
        {
            throw new WorldException(
                $"{folders.Exports} holds exports, and {folders.State} no world.json that says which world they are of. Choose another folder, or move them away.");
        }

        if (before is not null && before.Options with { Threads = 0 } != options with { Threads = 0 })
        {
            throw new WorldException(
                $"{folders.StateFile} belongs to another world ({Describe(before.Options)}) than the one asked for ({Describe(options)}). "
                + "Choose another folder, ask for the same options, or remove world.json, truth/ and the exports.");
        }
    }

    static WorldSummary Writing(WorldFolders folders, Func<WorldSummary> make)
    {
        try
        {
            return make();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WorldException($"The world cannot be written to {folders.Exports} and {folders.State}: {error.Message}", error);
        }
    }

    static bool HasFiles(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder).Any();

    static string Describe(WorldOptions options) =>
        $"seed {options.Seed}, {options.Persons} persons, {options.HistoryDays} days to {options.End:yyyy-MM-dd}, activity {options.ActivityPercent} %, mess {options.Mess}";
}
