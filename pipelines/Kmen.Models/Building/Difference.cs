namespace Kmen.Models.Building;

/// <summary>What differs between two contents of a table.</summary>
internal static class Difference
{
    /// <summary>The column that says in which content there are more of a row, and how many more: above zero in the one.</summary>
    internal const string Sign = "\"kmen:sign\"";

    /// <summary>
    /// The rows of which one content holds more than the other, each once, with <see cref="Sign"/> as the last column: one grouping of both, where <c>except all</c> both ways takes four. Values are compared as in a grouping: null is null, not a number is
    /// not a number.
    /// </summary>
    /// <param name="one">A query or table.</param>
    /// <param name="other">Another, with the same columns.</param>
    internal static string Signed(string one, string other) =>
        $"select * exclude ({Sign}), sum({Sign})::bigint as {Sign} from (select *, 1 as {Sign} from {one} one union all select *, -1 as {Sign} from {other} other) both_contents group by all having sum({Sign}) <> 0";
}
