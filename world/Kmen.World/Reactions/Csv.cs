using System.Text;

namespace Kmen.World.Reactions;

/// <summary>CSV as RFC 4180 has it.</summary>
internal static class Csv
{
    /// <summary>The fields of each record.</summary>
    public static List<string[]> Read(string text)
    {
        var records = new List<string[]>();
        var fields = new List<string>();
        var field = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            if (isQuoted)
            {
                isQuoted = letter != '"' || (i + 1 < text.Length && text[i + 1] == '"');
                if (letter != '"' || isQuoted)
                {
                    field.Append(letter);
                    i += letter == '"' ? 1 : 0;
                }
            }
            else if (letter is ',' or '\n')
            {
                fields.Add(field.ToString());
                field.Clear();
                if (letter == '\n')
                {
                    records.Add([.. fields]);
                    fields.Clear();
                }
            }
            else if (letter == '"')
            {
                isQuoted = true;
            }
            else if (letter != '\r')
            {
                field.Append(letter);
            }
        }

        if (field.Length > 0 || fields.Count > 0)
        {
            records.Add([.. fields, field.ToString()]);
        }

        return records;
    }

    /// <summary>A text that stands in a field without quotes.</summary>
    public static string Plain(string text) => new([.. text.Where(letter => letter is not (',' or '"' or '\r' or '\n'))]);
}
