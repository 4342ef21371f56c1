namespace Kmen.Identity.Tests;

/// <summary>The rules of lasting ids in plain collections: what the SQL must come to.</summary>
internal sealed class RegistryOracle
{
    readonly Dictionary<string, long> known = [];
    readonly Dictionary<long, long> leadsTo = [];

    public Dictionary<string, long> Persons { get; private set; } = [];

    /// <summary>Every id ever given and the living one that it stands for.</summary>
    public Dictionary<long, long?> Successors => leadsTo.ToDictionary(pair => pair.Key, pair => Persons.ContainsValue(End(pair.Key)) ? End(pair.Key) : (long?)null);

    public void Run(Night night)
    {
        var clusters = Clusters(night);
        var claims = Claims(clusters);
        Persons = [];
        foreach (var cluster in clusters.Where(claims.ContainsValue).Concat(clusters.Where(cluster => !claims.ContainsValue(cluster)).OrderBy(cluster => FirstSeen(night, cluster)).ThenBy(cluster => cluster[0], StringComparer.Ordinal)))
        {
            var ids = claims.Where(claim => claim.Value == cluster).Select(claim => claim.Key).Order().ToList();
            var id = ids.Count > 0 ? ids[0] : leadsTo.Count + 1L;
            leadsTo.TryAdd(id, id);
            ids.ForEach(old => leadsTo[old] = id);
            cluster.ForEach(record => Persons[record] = id);
        }

        foreach (var (record, person) in Persons)
        {
            known[record] = person;
        }
    }

    static List<List<string>> Clusters(Night night)
    {
        var names = night.Records.Select(record => record.Id).Order(StringComparer.Ordinal).ToList();
        var union = new UnionFind();
        names.ForEach(name => union.Smallest(names.IndexOf(name)));
        foreach (var (left, right) in night.Edges)
        {
            union.Join(names.IndexOf(left), names.IndexOf(right));
        }

        return [.. names.GroupBy(name => union.Smallest(names.IndexOf(name))).Select(group => group.ToList())];
    }

    static DateTime FirstSeen(Night night, List<string> cluster) => night.Records.Where(record => cluster.Contains(record.Id)).Min(record => record.FirstSeenAt);

    /// <summary>Each id goes to the cluster with most of its records, then to the one with the smallest of them.</summary>
    Dictionary<long, List<string>> Claims(List<List<string>> clusters) => clusters
        .SelectMany(cluster => cluster.Where(known.ContainsKey).Select(record => (Id: End(known[record]), Record: record, Cluster: cluster)))
        .GroupBy(part => part.Id)
        .ToDictionary(id => id.Key, id => id.GroupBy(part => part.Cluster)
            .OrderByDescending(parts => parts.Count()).ThenBy(parts => parts.Min(part => part.Record), StringComparer.Ordinal).First().Key);

    long End(long id) => leadsTo[id] == id ? id : End(leadsTo[id]);
}
