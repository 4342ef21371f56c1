using System.Text.RegularExpressions;

namespace Kmen.Workspace.Configuration.Reading;

/// <summary>How much of the machine a run may use.</summary>
static partial class EngineSection
{
    public static EngineConfiguration Read(YamlSection file)
    {
        if (file.Section("engine") is not { } section)
        {
            return new EngineConfiguration();
        }

        var engine = new EngineConfiguration
        {
            Memory = SizeOf(section, "memory"),
            Threads = section.Whole("threads", 1, 1024),
            TempLimit = SizeOf(section, "temp_limit"),
        };
        section.Done();
        return engine;
    }

    /// <summary>Whether a text is a size such as <c>8GB</c>.</summary>
    public static bool IsSize(string text) => Size().IsMatch(text);

    static string? SizeOf(YamlSection section, string key)
    {
        var text = section.Text(key);
        if (text is null || IsSize(text))
        {
            return text;
        }

        section.Wrong(key, $"{text} is no size.", "Write a number and a unit: 8GB, 512MB, 1.5TB.");
        return null;
    }

    [GeneratedRegex(@"^\d{1,6}(\.\d{1,3})?\s?[KMGT]i?B$")]
    private static partial Regex Size();
}
