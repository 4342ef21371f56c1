namespace Kmen.Identity.Tests;

public sealed class ClusterTests : IDisposable
{
    readonly TestRegistry registry = new();

    public static TheoryData<string, int> Shapes => new()
    {
        { "chain", 20_000 }, { "reversed chain", 20_000 }, { "shuffled chain", 20_000 }, { "star", 3_000 }, { "star around the last", 3_000 },
        { "ring", 1_000 }, { "comb", 2_000 }, { "self loops", 100 }, { "duplicates", 300 }, { "complete", 60 }, { "none", 0 },
    };

    public void Dispose() => registry.Dispose();

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Label_OfAShape_EqualsUnionFind(string shape, int size) => ShouldEqualUnionFind(Shape(shape, size));

    [Fact]
    public void Label_OfRandomGraphs_EqualsUnionFind()
    {
        var random = new Random(20260101);
        for (var graph = 0; graph < 60; graph++)
        {
            var nodes = random.Next(2, 400);
            var edges = Enumerable.Range(0, (int)(nodes * (0.2 + (random.NextDouble() * 1.3))))
                .Select(_ => ((long)random.Next(1, nodes + 1), (long)random.Next(1, nodes + 1))).ToList();
            edges.AddRange(edges.Take(random.Next(0, 5)));
            ShouldEqualUnionFind(edges);
        }
    }

    [Fact]
    public void Label_OfALongChain_NeedsFewRounds()
    {
        var edges = Shape("shuffled chain", 3_000);
        registry.WithSession(session => Label(session, edges).Rounds).Should().BeLessThan(14, because: "every round at least halves the number of roots");
    }

    static List<(long U, long V)> Shape(string shape, int size)
    {
        var random = new Random(7);
        var numbers = Enumerable.Range(1, size).Select(i => (long)i).ToArray();
        var shuffled = numbers.ToArray();
        random.Shuffle(shuffled);
        return shape switch
        {
            "chain" => [.. numbers.Skip(1).Select(i => (i - 1, i))],
            "reversed chain" => [.. numbers.Skip(1).Select(i => (size - i + 2, size - i + 1))],
            "shuffled chain" => [.. shuffled.Zip(shuffled.Skip(1))],
            "star" => [.. numbers.Skip(1).Select(i => (1L, i))],
            "star around the last" => [.. numbers.SkipLast(1).Select(i => ((long)size, i))],
            "ring" => [.. shuffled.Zip(shuffled.Skip(1).Append(shuffled[0]))],
            "comb" => [.. numbers.Where(i => i > 2).Select(i => (i - 2, i)), (1, 2)],
            "self loops" => [.. numbers.Select(i => (i, i)), (3, 4)],
            "duplicates" => [.. numbers.SelectMany(i => new[] { (i, (i % 10) + 1), ((i % 10) + 1, i), (i, (i % 10) + 1) })],
            "complete" => [.. numbers.SelectMany(i => numbers.Select(j => (i, j)))],
            _ => [],
        };
    }

    static (Dictionary<long, long> Roots, int Rounds) Label(Warehouse.IWarehouseSession session, IEnumerable<(long U, long V)> edges)
    {
        session.Execute("create or replace temp table edge_rule (u bigint, v bigint)");
        session.Append("temp", "main", "edge_rule", edges.Select(edge => new object?[] { edge.U, edge.V }));
        var rounds = Clusters.Label(session, CancellationToken.None);
        return (Warehouse.SessionReading.List(session, "select n, root from label", row => (row.GetInt64(0), row.GetInt64(1)))
            .ToDictionary(row => row.Item1, row => row.Item2), rounds);
    }

    void ShouldEqualUnionFind(IReadOnlyList<(long U, long V)> edges)
    {
        var expected = new UnionFind();
        foreach (var (u, v) in edges)
        {
            expected.Join(u, v);
        }

        var (roots, _) = registry.WithSession(session => Label(session, edges));
        roots.Should().HaveCount(expected.Nodes.Count());
        roots.Where(pair => pair.Value != expected.Smallest(pair.Key)).Should().BeEmpty();
    }
}
