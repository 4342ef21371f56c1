using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kmen.Activation.Tests.Harness;

namespace Kmen.Activation.Tests.Transport;

public sealed class FolderTests
{
    static IReadOnlyList<string> Files(Bench bench) => [.. Directory.GetFiles(bench.Outgoing, "*.csv").Order(StringComparer.Ordinal)];

    [Fact]
    public void Folder_FirstSync_WritesFilesWithManifests()
    {
        using var bench = new Bench();
        bench.AddFolder();
        bench.Enter([.. Enumerable.Range(1, 12).Select(i => (long)i)]);
        bench.Rename(1, "Anna \"A\", z Brna");

        bench.Run().HasFailures.Should().BeFalse();

        var files = Files(bench);
        files.Should().HaveCount(2);
        Path.GetFileName(files[0]).Should().MatchRegex("^welcome_00000000_2025-02-01_[0-9a-f]{32}[.]csv$");
        var bytes = File.ReadAllBytes(files[0]);
        Encoding.UTF8.GetString(bytes).Should().StartWith(
            "operation,external_id,address_type,address,first_name,spent\r\nupsert,1,email,p1@example.cz,\"Anna \"\"A\"\", z Brna\",12.50\r\n");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(files[0], ".manifest.json")));
        manifest.RootElement.GetProperty("rows").GetInt32().Should().Be(10);
        manifest.RootElement.GetProperty("sha256").GetString().Should().Be(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        manifest.RootElement.GetProperty("as_of").GetString().Should().Be("2025-02-01T00:00:00Z");
        manifest.RootElement.GetProperty("columns").EnumerateArray().Select(column => column.GetString()).Should().Equal(
            "operation", "external_id", "address_type", "address", "first_name", "spent");
        files[0].Should().Contain(manifest.RootElement.GetProperty("batch_id").GetString());
        Directory.GetFiles(bench.Outgoing, "*.part").Should().BeEmpty();
    }

    [Fact]
    public void Folder_MembersChange_AFileReadInOrderOfNamesGivesTheMembership()
    {
        using var bench = new Bench();
        bench.AddFolder();
        bench.Enter(1, 2, 3);
        bench.Run();
        bench.Leave(1);
        bench.Rename(2, "Other");
        bench.AsOf = bench.AsOf.AddDays(1);
        bench.Run();

        FolderReader.Members(bench.Outgoing).Should().BeEquivalentTo(new Dictionary<string, string> { ["2"] = "Other", ["3"] = "Name 3" });
        File.ReadAllText(Files(bench)[^1]).Should().Contain("remove,1,email,p1@example.cz,,\r\n");
    }

    [Fact]
    public void Folder_CannotBeWritten_FailsAndIsSentNextTime()
    {
        using var bench = new Bench();
        bench.AddFolder();
        bench.Enter(1);
        File.WriteAllText(bench.Outgoing, "a file where the folder should be");

        var plan = bench.Run().Plans.Single();

        plan.Failure.Should().Contain("The folder cannot be written");
        File.Delete(bench.Outgoing);
        bench.Run().HasFailures.Should().BeFalse();
        FolderReader.Members(bench.Outgoing).Should().ContainKey("1");
    }

    [Fact]
    public void Folder_AnotherFileHasTheName_IsNotWrittenOver()
    {
        using var first = new Bench();
        first.AddFolder();
        first.Enter(1);
        first.Run();
        using var second = new Bench();
        second.AddFolder();
        second.Enter(1);
        Directory.CreateDirectory(second.Outgoing);
        var taken = Path.Combine(second.Outgoing, Path.GetFileName(Files(first)[0]));
        File.WriteAllText(taken, "mine");

        var plan = second.Run().Plans.Single();

        plan.Failure.Should().Contain("no file is written over");
        File.ReadAllText(taken).Should().Be("mine");
    }

    [Fact]
    public void Folder_SamePlanTwice_HasTheSameNames()
    {
        using var first = new Bench();
        using var second = new Bench();
        foreach (var bench in new[] { first, second })
        {
            bench.AddFolder();
            bench.Enter([.. Enumerable.Range(1, 25).Select(i => (long)i)]);
            bench.Run();
        }

        Files(first).Select(Path.GetFileName).Should().Equal(Files(second).Select(Path.GetFileName));
    }
}
