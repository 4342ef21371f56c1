using System.Text;
using System.Text.RegularExpressions;

namespace Kmen.Models.Importing;

/// <summary>Writes texts as YAML, plain where that reads the same, so that they may stand inside a comment of SQL too.</summary>
internal static partial class YamlText
{
    /// <summary>A scalar.</summary>
    internal static string Of(string text) => Plain().IsMatch(text) && !Word().IsMatch(text) ? text : Quoted(text);

    /// <summary>A list in brackets.</summary>
    internal static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Of))}]";

    static string Quoted(string text)
    {
        var written = new StringBuilder("\"");
        for (var at = 0; at < text.Length; at++)
        {
            var before = at == 0 ? '\0' : text[at - 1];
            written.Append(text[at] switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                // Neither an opening nor a closing of a comment may stand inside one.
                '/' when before == '*' => "\\/",
                '*' when before == '/' => "\\x2a",
                var c when char.IsControl(c) => $"\\u{(int)c:x4}",
                var c => c.ToString(),
            });
        }

        return written.Append('"').ToString();
    }

    [GeneratedRegex(@"^(?:[A-Za-z_](?:[A-Za-z0-9_.()' ;/+=<>-]*[A-Za-z0-9_.()'])?|-?\d+(?:\.\d+)?)$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(?:true|false|yes|no|on|off|null|~)$", RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}
