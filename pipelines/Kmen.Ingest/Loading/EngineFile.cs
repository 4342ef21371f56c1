using System.Text;
using Kmen.Warehouse;

namespace Kmen.Ingest.Loading;

/// <summary>Names files in SQL.</summary>
internal static class EngineFile
{
    /// <summary>A Parquet file as a table: exactly this file, although the engine reads paths as globs, and exactly its columns.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="options">Further options, each after a comma.</param>
    /// <returns>The table function's call.</returns>
    public static string Parquet(string path, string options = "") => $"read_parquet({Literal(path)}, hive_partitioning = false{options})";

    /// <summary>A path as a text literal in which nothing is a glob.</summary>
    /// <param name="path">Absolute path.</param>
    /// <returns>The literal.</returns>
    public static string Literal(string path)
    {
        var text = new StringBuilder();
        foreach (var character in path)
        {
            _ = character is '*' or '?' or '[' ? text.Append('[').Append(character).Append(']') : text.Append(character);
        }

        return SqlText.Text(text.ToString());
    }
}
