using System.Text.RegularExpressions;
using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Models.Parsing;

/// <summary>Turns the engine's errors into errors of a model's file.</summary>
public static partial class SqlErrors
{
    /// <summary>Places an error in its model.</summary>
    /// <param name="error">The engine's error.</param>
    /// <param name="model">The model whose text was run.</param>
    /// <param name="prefix">Length of what stood before the model's SELECT in the statement.</param>
    /// <returns>The error with file, line, column and nearest names.</returns>
    public static KmenException In(WarehouseException error, Model model, int prefix = 0)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(model);
        var offset = error.Offset - prefix;
        var where = offset is >= 0 && offset <= model.Sql.Length ? model.At(offset.Value) : Search(error, model);
        var (message, wayOut) = Told(error);
        return new KmenException($"{model.FullName}: {message}", where, wayOut, inner: error);
    }

    /// <summary>The engine's words without the names that it thinks were meant, and these as a question.</summary>
    internal static (string Message, string? WayOut) Told(WarehouseException error)
    {
        // What only the last publication has is no way out.
        var near = error.Candidates.Where(name => !name.Contains(Catalogs.Previous + ".", StringComparison.OrdinalIgnoreCase)).Take(3).ToList();
        return (Candidates().Replace(error.Message, "").Trim(), near.Count > 0 ? $"Did you mean {string.Join(", ", near)}?" : null);
    }

    /// <summary>Some binder errors carry no position: the quoted name is looked for in the text.</summary>
    static SourcePosition Search(WarehouseException error, Model model)
    {
        var name = QuotedName().Match(error.Message);
        var place = name.Success
            ? Regex.Match(model.Sql, $"(?<![A-Za-z0-9_]){name.Groups[1].Value}(?![A-Za-z0-9_])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
            : Match.Empty;
        return place.Success ? model.At(place.Index) : new SourcePosition(model.File);
    }

    [GeneratedRegex(@"\s*(Candidate (bindings|tables|functions)|Did you mean)\s*:?.*$", RegexOptions.Singleline)]
    private static partial Regex Candidates();

    [GeneratedRegex("[\"']([A-Za-z_][A-Za-z0-9_]*)[\"']")]
    private static partial Regex QuotedName();
}
