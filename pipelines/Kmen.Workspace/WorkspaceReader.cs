using System.Text;
using Kmen.Workspace.Configuration;
using Kmen.Workspace.Configuration.Reading;

namespace Kmen.Workspace;

/// <summary>Reads <c>kmen.yml</c> and holds it to its rules, so that every later stage may rely on what it is given.</summary>
public static class WorkspaceReader
{
    /// <summary>The file that makes a folder a workspace.</summary>
    public const string FileName = "kmen.yml";

    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Finds the workspace that a folder lies in: the nearest folder upwards that holds a <c>kmen.yml</c>.</summary>
    /// <param name="startFolder">Where to begin, itself included.</param>
    /// <returns>The workspace's folder, absolute.</returns>
    /// <exception cref="KmenException">No folder upwards holds one.</exception>
    public static string Find(string startFolder)
    {
        var start = Path.GetFullPath(startFolder);
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, FileName)))
            {
                return folder;
            }
        }

        throw KmenException.Usage(
            $"There is no {FileName} in {start} or in a folder above it.", null,
            "Go into a workspace, name one with --workspace DIR, or make one with: kmen init DIR");
    }

    /// <summary>Reads and validates a workspace's configuration.</summary>
    /// <param name="folder">The workspace's folder.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="KmenException">The file is missing or unreadable, is no YAML, or breaks rules; then every broken rule is a part of the error.</exception>
    public static WorkspaceConfiguration Read(string folder)
    {
        var root = Path.GetFullPath(folder);
        return Read(root, Load(root), new KeyTrace());
    }

    internal static WorkspaceConfiguration Read(string root, string text, KeyTrace keys)
    {
        var findings = new Findings();
        var section = YamlFile.Parse(FileName, text, findings, keys);
        var configuration = WorkspaceSection.Read(root, section);
        findings.ThrowIfAny(FileName);
        return configuration;
    }

    static string Load(string root)
    {
        var path = Path.Combine(root, FileName);
        if (!File.Exists(path))
        {
            throw KmenException.Usage(
                $"There is no {FileName} in {root}.", null,
                File.Exists(Path.Combine(root, "kmen.yaml")) ? $"Rename kmen.yaml to {FileName}." : $"Make a workspace with: kmen init {root}");
        }

        try
        {
            return StrictUtf8.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw KmenException.Usage($"{FileName} is not UTF-8.", new SourcePosition(FileName), "Save it as UTF-8.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw KmenException.Usage(
                $"{path} cannot be read: {error.Message}", new SourcePosition(FileName), "Check the file's owner and mode.");
        }
    }
}
