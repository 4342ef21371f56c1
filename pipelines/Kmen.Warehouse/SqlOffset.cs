using System.Text;

namespace Kmen.Warehouse;

/// <summary>
/// Turns the engine's places in a text into offsets of .NET characters. The engine's parser counts Unicode code points in its errors; everything else, its tree included, counts
/// bytes of UTF-8. Places beyond the text become its end.
/// </summary>
public static class SqlOffset
{
    /// <summary>The offset of a place counted in bytes of UTF-8.</summary>
    /// <param name="sql">The text.</param>
    /// <param name="bytes">Bytes before the place.</param>
    /// <returns>Characters before the place.</returns>
    public static int FromBytes(string sql, int bytes)
    {
        var utf8 = Encoding.UTF8.GetBytes(sql);
        return Encoding.UTF8.GetCharCount(utf8, 0, Math.Clamp(bytes, 0, utf8.Length));
    }

    /// <summary>The offset of a place counted in code points, as syntax errors have it.</summary>
    /// <param name="sql">The text.</param>
    /// <param name="codePoints">Code points before the place.</param>
    /// <returns>Characters before the place.</returns>
    public static int FromCodePoints(string sql, int codePoints)
    {
        ArgumentNullException.ThrowIfNull(sql);
        var offset = 0;
        for (var point = 0; point < codePoints && offset < sql.Length; point++)
        {
            offset += char.IsSurrogatePair(sql, offset) ? 2 : 1;
        }

        return offset;
    }
}
