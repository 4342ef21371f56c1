using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Kmen.Models.Documentation;

/// <summary>Writes a page as one file of HTML that needs nothing beside it.</summary>
public static class PageFile
{
    const string Prefix = "page/";

    /// <summary>The default encoder's set without its escapes of letters: what would end the element that holds the data, &lt;, &gt; and &amp;, is written as an escape.</summary>
    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>Writes the file whole or not at all.</summary>
    /// <param name="file">Its path; its folder is made.</param>
    /// <param name="page">What it shows.</param>
    /// <returns>Its size in bytes.</returns>
    public static long Write(string file, WorkspacePage page)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var aside = file + ".part";
        File.WriteAllText(aside, Html(page), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        File.Move(aside, file, overwrite: true);
        return new FileInfo(file).Length;
    }

    /// <summary>The page's text.</summary>
    internal static string Html(WorkspacePage page)
    {
        var parts = new Dictionary<string, string>
        {
            ["title"] = WebUtility.HtmlEncode(page.Workspace),
            ["style"] = Texts(".css"),
            ["data"] = Data(page),
            ["script"] = Texts(".js"),
        };

        // Cut first, then joined: a value that reads like a mark stays as it is.
        return string.Concat(Texts(".html").Split("{{").Select((piece, place) =>
            place == 0 ? piece : parts[piece[..piece.IndexOf("}}", StringComparison.Ordinal)]] + piece[(piece.IndexOf("}}", StringComparison.Ordinal) + 2)..]));
    }

    /// <summary>The data as it stands in the page.</summary>
    internal static string Data(WorkspacePage page) => JsonSerializer.Serialize(page, Json);

    static string Texts(string ending)
    {
        var assembly = typeof(PageFile).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(ending, StringComparison.Ordinal));
        return string.Join('\n', names.Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd().TrimEnd();
        }));
    }
}
