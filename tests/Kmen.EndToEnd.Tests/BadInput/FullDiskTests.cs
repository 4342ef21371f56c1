using System.Diagnostics;
using System.Globalization;
using Kmen.EndToEnd.Tests.Processes;
using Kmen.EndToEnd.Tests.Workspaces;

namespace Kmen.EndToEnd.Tests.BadInput;

public sealed class FullDiskTests
{
    /// <summary>Copies the workspace to a small disk of its own, runs the night there, and brings back what it left.</summary>
    const string Script =
        """
        mount -t tmpfs -o size="$1"k tmpfs "$2" && cp -a "$3/." "$2/" || exit 99
        dotnet "$4" run --workspace "$2" --as-of "$5" --threads 2 --memory 1GB
        code=$?
        rm -rf "$3"/* "$3/.kmen" && cp -a "$2/." "$3/" || exit 98
        exit $code
        """;

    /// <param name="roomKilobytes">What is free at the start: the disk is full during the load, the build, the publication.</param>
    [SmallDiskTheory]
    [InlineData(300)]
    [InlineData(3_000)]
    [InlineData(4_500)]
    public async Task FullDisk_IsTold_YesterdaysPublicationStays_AndTheNextRunWithRoomHeals(int roomKilobytes)
    {
        var undisturbed = await NightWorkspace.Reference();
        await using var workspace = await NightWorkspace.Copy();
        var (run, contents) = (workspace.CurrentRun, workspace.Contents());
        var disk = Directory.CreateTempSubdirectory("kmen-disk-").FullName;

        var night = await OnADiskOf(Used(workspace.Folder) + roomKilobytes, disk, workspace);

        Directory.Delete(disk);
        night.ShouldSay(1, "No space left");
        workspace.CurrentRun.Should().Be(run);
        workspace.Contents().Should().Equal(contents);

        var next = await workspace.Night();
        next.ExitCode.Should().Be(0, because: next.ToString());
        Effects.Of(workspace).DifferencesFrom(undisturbed).Should().BeEmpty();
    }

    static async Task<KmenResult> OnADiskOf(int kilobytes, string disk, NightWorkspace workspace)
    {
        using var process = KmenProcess.StartProgram(
            "unshare", Path.GetTempPath(), workspace.Environment(new Dictionary<string, string>()),
            [
                "--map-root-user", "--mount", "sh", "-c", Script, "sh", kilobytes.ToString(CultureInfo.InvariantCulture), disk, workspace.Folder, KmenProcess.Binary,
                NightWorkspace.SecondDay,
            ]);
        return await process.Ended();
    }

    static int Used(string folder)
    {
        using var process = Process.Start(new ProcessStartInfo("du", ["-sk", folder]) { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return int.Parse(text.Split('\t')[0], CultureInfo.InvariantCulture);
    }
}
