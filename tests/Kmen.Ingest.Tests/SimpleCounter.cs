using System.Text;

namespace Kmen.Ingest.Tests;

/// <summary>Counts delimited records one byte after the other, without anything of the code under test.</summary>
internal static class SimpleCounter
{
    public static (string Status, int Records) Count(byte[] bytes, int columns)
    {
        var records = Records(bytes, out var isOpen, out var isTerminated);
        if (bytes.Length == 0 || records.Count == 0)
        {
            return ("waiting", 0);
        }

        if (isOpen)
        {
            return ("waiting", 0);
        }

        var header = Strict(records[0].Bytes) is { } text && !text.Contains('\0', StringComparison.Ordinal) ? Names(text) : [];
        if (header.Count(name => name == "id") != 1 || header.Count(name => name == "v") > 1 || header.Count(name => name == "d") > 1)
        {
            return (records.Count == 1 && !isTerminated ? "waiting" : "quarantined", 0);
        }

        var last = records[^1];
        if (!isTerminated && records.Count > 1 && (last.Values < header.Count || Strict(last.Bytes) is null && Strict([.. last.Bytes, 0x80]) is not null))
        {
            return ("waiting", 0);
        }

        var undecodable = records.Skip(1).Count(record => Strict(record.Bytes) is null);
        return (undecodable > (records.Count - 1) / 2 ? "quarantined" : "loaded", records.Count - 1);
    }

    static List<string> Names(string header) => [.. header.Split(',').Select(name => name.Trim().Trim('"'))];

    static string? Strict(IEnumerable<byte> bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    static List<(List<byte> Bytes, int Values)> Records(byte[] bytes, out bool isOpen, out bool isTerminated)
    {
        var found = new List<(List<byte>, int)>();
        var first = Array.FindIndex(bytes, item => item is (byte)'\n' or (byte)'\r');
        var newline = first >= 0 && bytes[first] == '\r' && first + 1 < bytes.Length && bytes[first + 1] != '\n' ? (byte)'\r' : (byte)'\n';
        var record = new List<byte>();
        var values = 1;
        var isAtStart = true;
        var isQuoted = false;
        for (var i = 0; i < bytes.Length; i++)
        {
            var item = bytes[i];
            if (isQuoted)
            {
                record.Add(item);
                if (item == '"' && i + 1 < bytes.Length && bytes[i + 1] == '"')
                {
                    record.Add(bytes[++i]);
                }
                else if (item == '"')
                {
                    isQuoted = false;
                }
            }
            else if (item == newline)
            {
                End();
            }
            else
            {
                isQuoted = isAtStart && item == '"';
                isAtStart = item == ',';
                values += item == ',' ? 1 : 0;
                record.Add(item);
            }
        }

        isOpen = isQuoted;
        isTerminated = record.Count == 0;
        End();
        return found;

        void End()
        {
            if (newline == '\n' && record is [.., (byte)'\r'])
            {
                record.RemoveAt(record.Count - 1);
            }

            if (record.Count > 0)
            {
                found.Add((record, values));
            }

            record = [];
            values = 1;
            isAtStart = true;
        }
    }
}
