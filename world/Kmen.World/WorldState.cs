using System.Text.Json;

namespace Kmen.World;

/// <summary>What <c>world.json</c> keeps: enough to go on.</summary>
/// <param name="Version">Of the simulation: another version makes another world.</param>
/// <param name="Options">Of the world.</param>
/// <param name="ExportDate">The date of the newest files; null while the history is being made.</param>
internal sealed record WorldState(int Version, WorldOptions Options, DateOnly? ExportDate)
{
    public const int CurrentVersion = 4;

    static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, IgnoreReadOnlyProperties = true };

    public static WorldState? Read(WorldFolders folders)
    {
        if (!File.Exists(folders.StateFile))
        {
            return null;
        }

        try
        {
            WorldState state = JsonSerializer.Deserialize<WorldState>(File.ReadAllText(folders.StateFile), Json)!;
            return state.Version == CurrentVersion
                ? state
                : throw new WorldException(
                    $"{folders.StateFile} is of version {state.Version} of the world, this program makes version {CurrentVersion}. Remove the file, the exports and truth/, and generate anew.");
        }
        catch (JsonException error)
        {
            throw new WorldException($"{folders.StateFile} cannot be read: {error.Message} Remove it, the exports and truth/, and generate anew.", error);
        }
    }

    public void Write(WorldFolders folders)
    {
        Directory.CreateDirectory(folders.State);
        string aside = folders.StateFile + ".part";
        File.WriteAllText(aside, JsonSerializer.Serialize(this, Json) + "\n");
        File.Move(aside, folders.StateFile, overwrite: true);
    }
}
