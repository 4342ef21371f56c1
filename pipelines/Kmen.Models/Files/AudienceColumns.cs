using Kmen.Workspace;

namespace Kmen.Models.Files;

/// <summary>The columns that every audience has.</summary>
public static class AudienceColumns
{
    static readonly string[] Needed = ["person_id", "reason"];

    /// <summary>Holds an audience to them.</summary>
    /// <param name="audience">The audience.</param>
    /// <param name="columns">The columns of its SELECT.</param>
    /// <exception cref="KmenException">One is missing.</exception>
    public static void Require(Model audience, IEnumerable<string> columns)
    {
        ArgumentNullException.ThrowIfNull(audience);
        if (Needed.Except(columns, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } missing)
        {
            throw KmenException.Usage(
                $"{audience.FullName} has no column {missing}.", audience.At(0), "An audience selects person_id and reason: a text that tells a marketer why the person is in it.");
        }
    }
}
