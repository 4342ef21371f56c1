using System.Security.Cryptography;
using System.Text;
using Kmen.Workspace.Configuration;

namespace Kmen.Ingest.Planning;

/// <summary>Tells whether files have to be loaded again because what their rows depend on has changed.</summary>
internal static class Contract
{
    /// <summary>Raised when the same file and contract would give other rows than before.</summary>
    const int Edition = 1;

    /// <summary>A fingerprint of everything in a contract that decides which rows a file gives; names for people are no part of it.</summary>
    /// <param name="source">The contract.</param>
    /// <returns>16 hexadecimal digits.</returns>
    public static string Fingerprint(SourceConfiguration source)
    {
        var text = new StringBuilder();
        text.AppendJoin('\n', Edition, source.Format, source.Delimiter, source.Quote, source.Encoding, source.Load, source.Duplicates);
        if (source.Duplicates == DuplicateMode.Skip)
        {
            text.Append('\n').AppendJoin('\t', source.Key);
        }

        foreach (var column in source.Columns)
        {
            text.Append('\n').AppendJoin('\t', column.Name, column.Header, column.Type, column.Required, column.DateFormat);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
