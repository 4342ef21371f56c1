using System.Text;

namespace Kmen.World;

/// <summary>The tables that are embedded in the assembly.</summary>
internal static class Resources
{
    /// <summary>The lines of a table, without its header.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using Stream stream = typeof(Resources).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
