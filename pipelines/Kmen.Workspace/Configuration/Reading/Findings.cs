namespace Kmen.Workspace.Configuration.Reading;

/// <summary>Collects what is wrong, so that one reading shows all of it.</summary>
sealed class Findings
{
    readonly List<KmenException> errors = [];

    /// <summary>Notes a broken rule; the reading goes on.</summary>
    public void Add(string message, SourcePosition where, string? wayOut = null) => errors.Add(KmenException.Usage(message, where, wayOut));

    /// <summary>Throws everything that was noted, in the file's order.</summary>
    public void ThrowIfAny(string file)
    {
        if (errors.Count > 0)
        {
            throw KmenException.Several(
                $"{file} has {errors.Count} errors", [.. errors.OrderBy(error => error.Where!.Line).ThenBy(error => error.Where!.Column)]);
        }
    }
}
