using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kmen.Activation.Delivery;

/// <summary>
/// How long to wait before the next attempt: what the destination asks for, up to a minute; otherwise half a second, doubled with every attempt up to
/// thirty seconds, of which a part between a half and the whole is taken that follows from the batch and the attempt, so that runs repeat.
/// </summary>
internal static class Backoff
{
    internal static readonly TimeSpan LongestAsked = TimeSpan.FromSeconds(60);
    static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>The wait after an attempt.</summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="asked">What the destination asked for, or null.</param>
    internal static TimeSpan After(string batchId, int attempt, TimeSpan? asked)
    {
        if (asked is { } wish)
        {
            return wish <= TimeSpan.Zero ? TimeSpan.Zero : wish < LongestAsked ? wish : LongestAsked;
        }

        var full = First * Math.Pow(2, Math.Min(attempt - 1, 10));
        var capped = full < Longest ? full : Longest;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{batchId}#{attempt}")));
        return capped * (0.5 + (BinaryPrimitives.ReadUInt32BigEndian(hash) / (double)uint.MaxValue / 2));
    }
}
