using Kmen.Workspace;

namespace Kmen.Models.Files;

/// <summary>Reads the models and checks of a workspace's <c>sql/</c> folder.</summary>
public static class ModelFolder
{
    static readonly string[] NoSchemas = ["functions", "checks"];

    /// <summary>Reads all models, ordered by schema and name.</summary>
    /// <param name="root">The workspace's folder.</param>
    /// <returns>The models.</returns>
    /// <exception cref="KmenException">A header is missing or wrong, or two files make one table.</exception>
    public static IReadOnlyList<Model> Models(string root)
    {
        var folder = Path.Combine(root, "sql");
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var models = Directory.EnumerateFiles(folder, "*.sql", SearchOption.AllDirectories)
            .Select(file => (file, parts: Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)))
            .Where(item => item.parts.Length > 1 && !NoSchemas.Contains(item.parts[0]))
            .Select(item => HeaderReader.Read(
                Path.GetRelativePath(root, item.file), item.parts[0], Path.GetFileNameWithoutExtension(item.file), File.ReadAllText(item.file)))
            .OrderBy(model => model.FullName, StringComparer.Ordinal).ToList();
        if (models.FirstOrDefault(model => model.FullName.Count(letter => letter == '.') != 1) is { } dotted)
        {
            throw KmenException.Usage($"{dotted.FullName} has a dot in the name of its folder or file, which stand for schema and table.", new SourcePosition(dotted.File), "Rename it, with an underscore for example.");
        }

        foreach (var twins in models.GroupBy(model => model.FullName.ToLowerInvariant()).Where(group => group.Count() > 1))
        {
            throw KmenException.Usage(
                $"Two models make the table {twins.Key}: {string.Join(" and ", twins.Select(model => model.File))}.",
                new SourcePosition(twins.First().File), "Rename one of the files: the file's name is the table's name.");
        }

        return models;
    }

    /// <summary>Reads the checks: queries that must return no row, ordered by name.</summary>
    /// <param name="root">The workspace's folder.</param>
    /// <returns>The checks; their schema is <c>checks</c>.</returns>
    public static IReadOnlyList<Model> Checks(string root)
    {
        var folder = Path.Combine(root, "sql", "checks");
        return !Directory.Exists(folder) ? [] :
        [
            .. Directory.EnumerateFiles(folder, "*.sql").Order(StringComparer.Ordinal)
                .Select(file => CheckReader.Read(Path.GetRelativePath(root, file), Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))),
        ];
    }
}
