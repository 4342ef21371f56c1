using System.Globalization;
using System.Text.Json;
using Kmen.World.Exports;

namespace Kmen.World.Reactions;

/// <summary>
/// Reads what reached the channels since the day before, on their side: files of audiences' changes in <c>outgoing/</c> (each with a manifest), and lines of JSON in
/// <c>channels/</c>, which are messages that a tool sent, or batches that a webhook's receiver took. Whoever enters an audience is sent its message once.
/// </summary>
internal sealed class Inbox(Blueprint world, WorldFolders folders, InboxState state, int day)
{
    readonly Treatments treatments = new(Path.Combine(folders.Channels, "treatments.csv"));
    readonly Addresses addresses = new(world);
    readonly HashSet<(string Address, string Campaign)> sentToday = [];
    readonly List<(long At, int Person, Treatment Treatment, Channel Channel, int Address, string Campaign)> sent = [];

    /// <summary>The messages of the day, in the order of their sending, numbered after those that each person had before.</summary>
    /// <exception cref="WorldException">Something in the channels cannot be read.</exception>
    public IReadOnlyList<Message> Read(Messages before)
    {
        foreach (string manifest in Files(folders.Outgoing, "*.manifest.json"))
        {
            ReadManifest(manifest);
        }

        foreach (string file in Files(folders.Channels, "*.jsonl"))
        {
            ReadLines(file);
        }

        var numbers = new Dictionary<int, int>();
        var messages = new List<Message>();
        foreach ((long at, int person, Treatment treatment, Channel channel, int address, string campaign) in sent.OrderBy(it => it.At).ThenBy(it => it.Person).ThenBy(it => it.Campaign, StringComparer.Ordinal))
        {
            int number = numbers.TryGetValue(person, out int last) ? last + 1 : before.Of(person).Count;
            numbers[person] = number;
            messages.Add(new Message(person, number, at, treatment, channel, address, campaign));
        }

        return messages;
    }

    static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [];

    // A batch in a folder: the manifest says what it is, the file beside it has a row a change.
    void ReadManifest(string manifest)
    {
        using JsonDocument json = Parse(manifest, File.ReadAllText(manifest));
        string destination = Text(json.RootElement, "destination");
        if (!state.Batches.Add(destination + "/" + Text(json.RootElement, "batch_id")))
        {
            return;
        }

        string file = manifest[..^".manifest.json".Length] + ".csv";
        List<string[]> rows = Csv.Read(File.Exists(file) ? File.ReadAllText(file) : throw new WorldException($"{manifest} has no {Path.GetFileName(file)} beside it. Put it back, or take the manifest away."));
        int operation = Array.IndexOf(rows[0], "operation");
        int id = Array.IndexOf(rows[0], "external_id");
        int address = Array.IndexOf(rows[0], "address");
        foreach (string[] row in rows.Skip(1))
        {
            Change(destination, Text(json.RootElement, "audience"), row[operation], row[id], row[address]);
        }
    }

    // Lines are in the order of time; one of a later day waits, and those after it.
    void ReadLines(string file)
    {
        string name = Path.GetRelativePath(folders.Channels, file);
        int number = state.Lines.GetValueOrDefault(name);
        foreach (string line in File.ReadLines(file).Skip(number))
        {
            if (line.Length > 0)
            {
                using JsonDocument json = Parse($"{file}, line {number + 1}", line);
                if (json.RootElement.TryGetProperty("operations", out JsonElement operations))
                {
                    ReadBatch(json.RootElement, operations);
                }
                else if (!ReadMessage(json.RootElement, file, number + 1))
                {
                    break;
                }
            }

            number++;
        }

        state.Lines[name] = number;
    }

    void ReadBatch(JsonElement batch, JsonElement operations)
    {
        string destination = Text(batch, "destination");
        if (!state.Batches.Add(destination + "/" + Text(batch, "batch_id")))
        {
            return;
        }

        foreach (JsonElement operation in operations.EnumerateArray())
        {
            Change(destination, Text(batch, "audience"), Text(operation, "operation"), Text(operation, "external_id"), Text(operation, "address"));
        }
    }

    bool ReadMessage(JsonElement message, string file, int line)
    {
        string text = Text(message, "sent_at");
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment))
        {
            throw new WorldException($"{file}, line {line}: sent_at is \"{text}\"; write a time as 2026-01-31T09:00:00Z.");
        }

        long at = moment.ToUnixTimeSeconds();
        if (at >= world.Calendar.Midnight(day + 1))
        {
            return false;
        }

        string campaign = Text(message, "campaign");
        string named = Text(message, "treatment");
        Treatment treatment = named.Length == 0
            ? treatments.Of(campaign)
            : Treatments.Find(named) ?? throw new WorldException($"{file}, line {line}: treatment is \"{named}\"; it must be one of {string.Join(", ", Treatments.Names)}.");
        Channel? channel = Text(message, "channel") switch { "sms" => Channel.Sms, "call" => Channel.Call, _ => null };
        Send(Text(message, "address"), treatment, channel, campaign.Length == 0 ? Treatments.Names[(int)treatment] : campaign, Math.Max(at, world.Calendar.Midnight(day)));
        return true;
    }

    void Change(string destination, string audience, string operation, string id, string address)
    {
        string member = $"{destination}/{audience}/{id}";
        if (operation == "remove")
        {
            state.Members.Remove(member);
        }
        else if (state.Members.Add(member))
        {
            Send(address, treatments.Of(audience), null, audience, 0);
        }
    }

    // To an address that is nobody's nothing comes.
    void Send(string address, Treatment treatment, Channel? channel, string campaign, long at)
    {
        if (addresses.Find(address) is not (int person, int number, bool isPhone) || world.Arrivals.Day(person) > day || !sentToday.Add((address.ToUpperInvariant(), campaign)))
        {
            return;
        }

        // A tool that is told of an entry sends in the morning.
        long moment = at > 0 ? at : world.Calendar.Midnight(day) + (9 * 3600) + (long)(Chance.Mixing.Combine(world.Seed, (ulong)person) % 3600);
        sent.Add((moment, person, treatment, channel ?? (isPhone ? Channel.Sms : Channel.Email), number, Csv.Plain(campaign)));
    }

    static JsonDocument Parse(string where, string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException error)
        {
            throw new WorldException($"{where} is no JSON: {error.Message} Correct it, or take it away.", error);
        }
    }

    static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText() : "";
}
