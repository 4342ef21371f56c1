using System.Text.Json;
using Kmen.Workspace;

namespace Kmen.Night.Running;

/// <summary>
/// The candidate of a run that failed, kept so that it can be taken up again from the failure on: until a build succeeds, another one fails, or so many runs have begun since as nights are kept.
/// It holds personal data, so only the user of the run may read it.
/// </summary>
/// <param name="RunId">The run that failed.</param>
/// <param name="Day">The day that it was run for.</param>
/// <param name="Parts">The parts that it was to run.</param>
public sealed record FailedBuild(string RunId, DateOnly Day, NightParts Parts)
{
    /// <summary>The last failed build of a target, or null.</summary>
    /// <param name="layout">The target.</param>
    /// <returns>What is known of it.</returns>
    public static FailedBuild? Of(TargetLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return File.Exists(Record(layout)) && File.Exists(Database(layout)) ? JsonSerializer.Deserialize<FailedBuild>(File.ReadAllBytes(Record(layout))) : null;
    }

    /// <summary>The candidate's database.</summary>
    internal static string Database(TargetLayout layout) => Path.Combine(layout.StateFolder, "failed", "build.duckdb");

    /// <summary>Keeps a candidate that is detached.</summary>
    internal void Keep(TargetLayout layout)
    {
        const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Forget(layout);
        var folder = Path.GetDirectoryName(Record(layout))!;
        Directory.CreateDirectory(folder, OwnersFile | UnixFileMode.UserExecute);
        File.SetUnixFileMode(folder, OwnersFile | UnixFileMode.UserExecute);
        File.SetUnixFileMode(layout.BuildFile(RunId), OwnersFile);
        File.Move(layout.BuildFile(RunId), Database(layout), overwrite: true);
        File.WriteAllBytes(Record(layout), JsonSerializer.SerializeToUtf8Bytes(this));
    }

    /// <summary>Drops what is kept.</summary>
    internal static void Forget(TargetLayout layout)
    {
        if (Directory.Exists(Path.GetDirectoryName(Record(layout))))
        {
            // The record first: a database without it is not taken up.
            File.Delete(Record(layout));
            File.Delete(Database(layout));
        }
    }

    static string Record(TargetLayout layout) => Path.Combine(layout.StateFolder, "failed", "build.json");
}
