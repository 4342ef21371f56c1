using Kmen.Night.Running;

namespace Kmen.Night.Tests;

public sealed class CandidateCopyTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("kmen-copy-").FullName;
    readonly string published;
    readonly string candidate;

    public CandidateCopyTests()
    {
        published = Path.Combine(folder, "warehouse.duckdb");
        candidate = Path.Combine(folder, "build", "1.duckdb");
        File.WriteAllBytes(published, new byte[100_000]);
        File.SetUnixFileMode(published, UnixFileMode.UserRead);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void CopyThatIsTaken_Stays_AndCanBeWritten()
    {
        using (var copy = CandidateCopy.Begin(published, candidate))
        {
            copy.Take();
        }

        new FileInfo(candidate).Length.Should().Be(100_000);
        File.GetUnixFileMode(candidate).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(published).Should().Be(UnixFileMode.UserRead);
    }

    [Fact]
    public void CopyThatNobodyTook_Goes_AndNothingThatCameAfterIt()
    {
        var copy = CandidateCopy.Begin(published, candidate);

        copy.Dispose();

        File.Exists(candidate).Should().BeFalse();
        File.WriteAllText(candidate, "another");
        copy.Dispose();
        File.Exists(candidate).Should().BeTrue();
    }

    [Fact]
    public void CopyThatTakesMostOfTheRoom_IsNotBegunAhead()
    {
        using (var file = File.OpenWrite(Path.Combine(folder, "large.duckdb")))
        {
            file.SetLength((new DriveInfo(folder).AvailableFreeSpace / 2) + (1L << 30));
        }

        CandidateCopy.BeginWithRoom(Path.Combine(folder, "large.duckdb"), candidate).Should().BeNull();
        using var small = CandidateCopy.BeginWithRoom(published, candidate);
        small.Should().NotBeNull();
    }

    [Fact]
    public void CopyThatCannotBeMade_SaysSoToWhoTakesIt_AndToNobodyElse()
    {
        File.Delete(published);
        using var copy = CandidateCopy.Begin(published, candidate);

        copy.Invoking(made => made.Take()).Should().Throw<FileNotFoundException>();
    }
}
