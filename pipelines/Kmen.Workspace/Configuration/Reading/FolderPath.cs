namespace Kmen.Workspace.Configuration.Reading;

/// <summary>A folder as the workspace names it.</summary>
static class FolderPath
{
    /// <summary>The absolute folder of a key, references to the environment resolved; null where the key is missing or wrong.</summary>
    public static string? Read(string root, YamlSection section, string key, bool required = false)
    {
        if (section.Text(key, required, mayReferToEnvironment: true) is not { } text)
        {
            return null;
        }

        var resolved = EnvironmentReference.Resolve(text, out var missing);
        if (resolved is not null)
        {
            return Path.GetFullPath(resolved, root);
        }

        if (missing is null)
        {
            section.Wrong(key, "holds ${ without a whole reference.", "A reference is written ${env:NAME}.");
        }
        else
        {
            section.Wrong(key, $"the environment variable {missing} is not set.", $"Set it before the command: {missing}=… kmen …");
        }

        return null;
    }
}
