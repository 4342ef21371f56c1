using System.Collections;
using System.Globalization;
using System.Numerics;

namespace Kmen.Cli.Output;

/// <summary>A value of the engine as text, the way the engine itself writes it.</summary>
static class ValueText
{
    /// <summary>The text; null for null.</summary>
    public static string? Of(object? value) => value switch
    {
        null or DBNull => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime moment => Moment(moment, ' '),
        DateTimeOffset moment => Moment(moment.UtcDateTime, ' ') + "+00",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexString(bytes),
        Stream bytes => Hexadecimal(bytes),
        IDictionary map => "{" + string.Join(", ", Pairs(map)) + "}",
        IEnumerable list => "[" + string.Join(", ", list.Cast<object?>().Select(item => Of(item) ?? "NULL")) + "]",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>Date and time down to microseconds, trailing zeros of the fraction left out.</summary>
    public static string Moment(DateTime moment, char separator) =>
        moment.ToString($"yyyy-MM-dd'{separator}'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);

    /// <summary>Whether values of a type line up on the right.</summary>
    public static bool IsNumber(Type type) =>
        type == typeof(long) || type == typeof(int) || type == typeof(short) || type == typeof(sbyte) || type == typeof(byte) || type == typeof(ushort)
        || type == typeof(uint) || type == typeof(ulong) || type == typeof(decimal) || type == typeof(double) || type == typeof(float) || type == typeof(BigInteger);

    /// <summary>By the enumerator that every map has; a cast would meet the pairs of the generic one.</summary>
    static IEnumerable<string> Pairs(IDictionary map)
    {
        foreach (DictionaryEntry pair in map)
        {
            yield return $"{Of(pair.Key)}: {Of(pair.Value) ?? "NULL"}";
        }
    }

    static string Hexadecimal(Stream bytes)
    {
        using var memory = new MemoryStream();
        bytes.CopyTo(memory);
        return Convert.ToHexString(memory.ToArray());
    }
}
