using System.Security.Cryptography;
using System.Text;

namespace Kmen.Models.State;

/// <summary>Short hashes of texts, for telling equal from changed.</summary>
internal static class Hash
{
    /// <summary>The first 128 bits of SHA-256 over the parts, each ended by a zero, in hexadecimal.</summary>
    internal static string Of(params IEnumerable<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part).Append('\0');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
