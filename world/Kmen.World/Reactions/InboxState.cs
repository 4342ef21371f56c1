using System.Globalization;
using System.Text.Json;

namespace Kmen.World.Reactions;

/// <summary>
/// What of the channels was read until a day, and the messages it came to; kept in <c>received/</c> beside <c>world.json</c>, a file a day, so that a day can be made again.
/// </summary>
internal sealed class InboxState
{
    static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Batches that were read, by destination and id.</summary>
    public HashSet<string> Batches { get; init; } = [];

    /// <summary>Who is in an audience, by destination, audience and id.</summary>
    public HashSet<string> Members { get; init; } = [];

    /// <summary>How many lines of a file were read.</summary>
    public Dictionary<string, int> Lines { get; init; } = [];

    /// <summary>The state as of the date: the newest one kept that is not later.</summary>
    public static InboxState Read(WorldFolders folders, DateOnly date) =>
        Dates(folders, "state_", ".json").Where(it => it.Date <= date).OrderBy(it => it.Date).LastOrDefault().Path is { } path
            ? JsonSerializer.Deserialize<InboxState>(File.ReadAllText(path), Json)!
            : new InboxState();

    /// <summary>All messages until the date.</summary>
    public static Messages ReadMessages(WorldFolders folders, DateOnly date) => new(
        Dates(folders, "messages_", ".csv").Where(it => it.Date <= date).OrderBy(it => it.Date).SelectMany(it => File.ReadLines(it.Path)).Select(Parse));

    /// <summary>Keeps the state and the day's messages, if there is anything to keep.</summary>
    public void Write(WorldFolders folders, DateOnly date, IReadOnlyList<Message> messages)
    {
        if (Batches.Count + Lines.Count == 0)
        {
            return;
        }

        Directory.CreateDirectory(folders.Received);
        Place(Path.Combine(folders.Received, Name("messages_", date, ".csv")), string.Concat(messages.Select(Format)));
        Place(Path.Combine(folders.Received, Name("state_", date, ".json")), JsonSerializer.Serialize(this, Json));

        // One older state is enough to make the last day again.
        foreach ((DateOnly old, string path) in Dates(folders, "state_", ".json").Where(it => it.Date < date).OrderByDescending(it => it.Date).Skip(1))
        {
            File.Delete(path);
        }
    }

    static void Place(string path, string text)
    {
        File.WriteAllText(path + ".part", text);
        File.Move(path + ".part", path, overwrite: true);
    }

    static IEnumerable<(DateOnly Date, string Path)> Dates(WorldFolders folders, string prefix, string ending)
    {
        if (!Directory.Exists(folders.Received))
        {
            yield break;
        }

        foreach (string path in Directory.EnumerateFiles(folders.Received, prefix + "*" + ending))
        {
            yield return (DateOnly.ParseExact(Path.GetFileName(path)[prefix.Length..^ending.Length], "yyyy-MM-dd", CultureInfo.InvariantCulture), path);
        }
    }

    static string Name(string prefix, DateOnly date, string ending) => prefix + date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ending;

    static string Format(Message message) => string.Create(
        CultureInfo.InvariantCulture,
        $"{message.Person},{message.Number},{message.SentAt},{(int)message.Treatment},{(int)message.Channel},{message.Address},{message.Campaign}\n");

    static Message Parse(string line)
    {
        string[] fields = line.Split(',', 7);
        return new Message(Number(0), Number(1), long.Parse(fields[2], CultureInfo.InvariantCulture), (Treatment)Number(3), (Channel)Number(4), Number(5), string.Intern(fields[6]));

        int Number(int field) => int.Parse(fields[field], CultureInfo.InvariantCulture);
    }
}
