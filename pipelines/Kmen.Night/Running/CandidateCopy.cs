using Kmen.Night.Publishing;

namespace Kmen.Night.Running;

/// <summary>
/// A copy of the last publication's file for tonight's candidate, made while opt-outs are delivered and the build is planned: both wait for other things than the disk
/// (measured with a file of 2.2 GB: 1.4 s of copying and 0.9 s until the disk had it).
/// </summary>
internal sealed class CandidateCopy : IDisposable
{
    readonly string file;
    readonly Task copying;

    bool isOver;

    CandidateCopy(string source, string file)
    {
        this.file = file;
        copying = Task.Run(() =>
        {
            File.Copy(source, file);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Disk.Flush(file);
        });
    }

    /// <summary>Begins to copy.</summary>
    /// <param name="source">The database to copy.</param>
    /// <param name="file">Where to.</param>
    internal static CandidateCopy Begin(string source, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return new CandidateCopy(source, file);
    }

    /// <summary>The same where it takes less than half of the room that is left on the disk; else null. Whoever works beside it, such as the journal of opt-outs, must not run out of room for its sake.</summary>
    /// <param name="source">The database to copy.</param>
    /// <param name="file">Where to.</param>
    internal static CandidateCopy? BeginWithRoom(string source, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return new FileInfo(source).Length < new DriveInfo(Path.GetDirectoryName(file)!).AvailableFreeSpace / 2 ? new CandidateCopy(source, file) : null;
    }

    /// <summary>Waits until the copy stands under the candidate's name, where it stays from now on.</summary>
    /// <exception cref="IOException">It could not be made.</exception>
    internal void Take()
    {
        copying.GetAwaiter().GetResult();
        isOver = true;
    }

    /// <summary>Removes a copy that nobody took.</summary>
    public void Dispose()
    {
        if (!isOver)
        {
            isOver = true;
            _ = Task.WaitAny(copying);
            File.Delete(file);
        }
    }
}
