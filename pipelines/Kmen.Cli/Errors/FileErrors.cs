using Kmen.Workspace;

namespace Kmen.Cli.Errors;

/// <summary>An error of the file system as one for people.</summary>
static class FileErrors
{
    /// <summary>The error with a way out where there is one to tell.</summary>
    public static KmenException Told(IOException error) => new(
        error.Message, null,
        error switch
        {
            FileNotFoundException or DirectoryNotFoundException => "Check the path.",
            _ when error.Message.Contains("No space left", StringComparison.Ordinal) => "Make room on the disk, then run the command again; what is published is untouched.",
            _ when error.Message.Contains("Read-only file system", StringComparison.Ordinal) => "Choose a folder that can be written to.",
            _ => null,
        },
        inner: error);
}
