using System.Globalization;

namespace Kmen.Activation.Tests.Harness;

/// <summary>Persons who enter, change, leave, merge, withdraw and give again, kept in memory beside the tables that say the same.</summary>
public sealed class RandomWorld(Bench bench, Random random)
{
    const int Ids = 60;
    readonly Dictionary<long, string> names = [];
    readonly HashSet<long> members = [];
    readonly HashSet<long> withdrawn = [];
    readonly Dictionary<long, long> survivors = [];
    int moment;

    /// <summary>Ids whose person may not be sent, old ids of merged persons among them.</summary>
    public IReadOnlySet<string> Forbidden => names.Keys.Where(id => IsBlocked(Survivor(id))).Select(Text).ToHashSet();

    public void Change()
    {
        for (var i = random.Next(1, 25); i > 0; i--)
        {
            var id = (long)random.Next(1, Ids + 1);
            if (survivors.ContainsKey(id))
            {
                continue;
            }

            if (!names.ContainsKey(id) || (!members.Contains(id) && random.Next(2) == 0))
            {
                names.TryAdd(id, $"Name {id}");
                members.Add(id);
                bench.Enter(id);
            }
            else
            {
                Change(id);
            }
        }
    }

    /// <summary>What the destination should hold.</summary>
    public IReadOnlyDictionary<string, string> Desired() => members.Where(id => !IsBlocked(id))
        .ToDictionary(Text, id => $$"""{{Bench.Email(id)}} {"first_name":"{{names[id]}}"}""");

    static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    void Change(long id)
    {
        switch (random.Next(7))
        {
            case 0 or 1:
                members.Remove(id);
                bench.Leave(id);
                break;
            case 2 or 3:
                names[id] = $"Name {id} {random.Next(3)}";
                bench.Rename(id, names[id]);
                break;
            case 4:
                Merge(id);
                break;
            case 5:
                withdrawn.Add(id);
                bench.State(Bench.Email(id), "withdrawn", Moment());
                break;
            default:
                if (withdrawn.Remove(id))
                {
                    bench.State(Bench.Email(id), "given", Moment());
                }

                break;
        }
    }

    void Merge(long old)
    {
        var others = names.Keys.Where(id => id != old && !survivors.ContainsKey(id)).Order().ToList();
        if (others.Count == 0)
        {
            return;
        }

        var survivor = others[random.Next(others.Count)];
        survivors[old] = survivor;
        members.Remove(old);
        bench.Merge(old, survivor);
    }

    long Survivor(long id) => survivors.TryGetValue(id, out var next) ? Survivor(next) : id;

    bool IsBlocked(long person) => names.Keys.Any(id => Survivor(id) == person && withdrawn.Contains(id));

    /// <summary>Later than every moment before, and before every <c>as_of</c>.</summary>
    string Moment() => new DateTime(2025, 1, 20, 0, 0, 0, DateTimeKind.Utc).AddSeconds(++moment).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
