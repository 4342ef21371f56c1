namespace Kmen.Learning.Statistics;

/// <summary>Numbers for rows that belong together, such as one person at several cut-offs.</summary>
public static class Clusters
{
    /// <summary>Numbers equal keys alike, from 0 in the order of their first appearance.</summary>
    /// <returns>One number a row.</returns>
    public static int[] Number<TKey>(ReadOnlySpan<TKey> keys)
        where TKey : notnull
    {
        var numbers = new int[keys.Length];
        var known = new Dictionary<TKey, int>();
        for (var i = 0; i < keys.Length; i++)
        {
            if (!known.TryGetValue(keys[i], out var number))
            {
                number = known.Count;
                known.Add(keys[i], number);
            }

            numbers[i] = number;
        }

        return numbers;
    }
}
