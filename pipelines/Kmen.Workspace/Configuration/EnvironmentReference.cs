using System.Text.RegularExpressions;

namespace Kmen.Workspace.Configuration;

/// <summary>References such as <c>${env:KMEN_CRM_SECRET}</c>: how secrets stay out of files.</summary>
public static partial class EnvironmentReference
{
    /// <summary>Whether a text is one reference and nothing else.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsWhole(string text) => Whole().IsMatch(text);

    /// <summary>Puts the environment's values in the place of the references.</summary>
    /// <param name="text">A text with any number of references.</param>
    /// <param name="missing">The first variable that is not set or empty; null where all are set, or where a <c>${</c> begins no reference.</param>
    /// <returns>The text with values; null where a variable is missing or a reference is malformed.</returns>
    public static string? Resolve(string text, out string? missing)
    {
        string? unset = null;
        var resolved = Reference().Replace(text, match =>
        {
            var value = Environment.GetEnvironmentVariable(match.Groups["name"].Value);
            if (string.IsNullOrEmpty(value))
            {
                unset ??= match.Groups["name"].Value;
            }

            return value ?? "";
        });
        missing = unset;
        return unset is not null || Reference().Replace(text, "").Contains("${", StringComparison.Ordinal) ? null : resolved;
    }

    [GeneratedRegex(@"^\$\{env:[A-Za-z_][A-Za-z0-9_]*\}$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"\$\{env:(?<name>[A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Reference();
}
