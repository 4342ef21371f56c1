using System.Globalization;
using System.Text;
using Kmen.Ingest.Scanning;
using Kmen.Workspace.Configuration;
using Xunit.Abstractions;
using static Kmen.Ingest.Tests.TestStore;

namespace Kmen.Ingest.Tests;

/// <summary>Random files and random damage: nothing crashes, and every record that an independent, simple counter finds is accounted for.</summary>
public class AccountingPropertyTests(ITestOutputHelper output)
{
    static readonly string[] Pieces = ["1", "-7", "x", "", "\"", "\"\"", ",", "\n", "\r\n", "č", "😀", " ", "\0", "2025-01-01", "12.345", ";", "'", "\\", "\r"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_RandomCsv_AccountsForEveryRecord(bool isGzip)
    {
        var tally = new Dictionary<string, int>();
        for (var round = 0; round < 6; round++)
        {
            using var store = new TestStore(Csv("t", Column("id", "bigint", required: true), Column("v"), Column("d", "decimal(18,2)")) with
            {
                Key = ["id"],
                Duplicates = round % 2 == 0 ? DuplicateMode.Keep : DuplicateMode.Skip,
            });
            var random = new Random(round + (isGzip ? 100 : 0));
            var expected = new Dictionary<string, (string Status, int Records)>();
            for (var i = 0; i < 40; i++)
            {
                var bytes = Damage(Text(random), random);
                var name = string.Create(CultureInfo.InvariantCulture, $"f{i:00}.csv{(isGzip ? ".gz" : "")}");
                expected[name] = SimpleCounter.Count(bytes, 3);
                store.Write(name, bytes);
            }

            store.Run();

            store.ShouldBalance();
            foreach (var (name, (status, records)) in expected)
            {
                var found = store.Query($"select status, rows_read from ops.files where path like '%/{name}'").Single().Split('|');
                tally[found[0]] = tally.GetValueOrDefault(found[0]) + 1;
                if (found[0] == "loaded")
                {
                    (status, records.ToString(CultureInfo.InvariantCulture)).Should().Be((found[0], found[1]), because: $"round {round}, {name}");
                }
                else if (found[0] != "skipped")
                {
                    found[0].Should().Be(status, because: $"round {round}, {name}");
                }
            }
        }

        output.WriteLine(string.Join(", ", tally.Select(pair => $"{pair.Value} {pair.Key}")));
        tally.Keys.Should().Contain(["loaded", "waiting", "quarantined"], because: "the trial has to reach them all");
    }

    [Fact]
    public void Read_RandomDamageToGzip_FailsOrGivesTheSameText()
    {
        var random = new Random(5);
        var whole = 0;
        for (var i = 0; i < 2000; i++)
        {
            var text = Text(random);
            var bytes = Gzip(text);
            bytes[random.Next(10, bytes.Length)] ^= (byte)random.Next(1, 255);
            using var file = new MemoryStream(bytes);
            using var gzip = new VerifiedGzipStream(file);
            using var target = new MemoryStream();
            try
            {
                gzip.CopyTo(target);
                target.ToArray().Should().Equal(text, because: "bits that fill the last byte mean nothing, all others do");
                whole++;
            }
            catch (UnfitFileException)
            {
                // As it should be.
            }
        }

        output.WriteLine($"{whole} of 2000 damages changed nothing");
        whole.Should().BeLessThan(40);
    }

    static byte[] Text(Random random)
    {
        var text = new StringBuilder("id,v,d\n");
        for (var i = random.Next(0, 30); i > 0; i--)
        {
            text.Append(CultureInfo.InvariantCulture, $"{random.Next(20)},\"a {random.Next()}, \"\"b\"\"{(random.Next(4) == 0 ? "\n" : "")}\",{random.Next(1000) / 100m}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static byte[] Damage(byte[] bytes, Random random)
    {
        var list = bytes.ToList();
        for (var i = random.Next(0, 4); i > 0 && list.Count > 8; i--)
        {
            var at = random.Next(random.Next(6) == 0 ? 0 : 7, list.Count);
            switch (random.Next(4))
            {
                case 0:
                    list[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    list.RemoveRange(at, list.Count - at);
                    break;
                case 2:
                    list.RemoveAt(at);
                    break;
                default:
                    list.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
            }
        }

        return [.. list];
    }
}
