using Kmen.Models.Testing;
using YamlDotNet.RepresentationModel;
using static Kmen.Models.Files.HeaderReader;

namespace Kmen.Models.Files;

/// <summary>Reads a check of <c>sql/checks</c>: a query, and before it a header where there is something to say.</summary>
internal static class CheckReader
{
    internal static readonly string[] Keys = ["description", "owner", "tags", .. TestReader.Beside];

    internal static Model Read(string file, string name, string text)
    {
        var check = new Model { Schema = "checks", Name = name, File = file, Text = text, SqlOffset = 0 };
        if (!HasHeader(text))
        {
            return check;
        }

        var (offset, yaml) = Split(check);
        check = check with { SqlOffset = offset };
        if (yaml.Root is not { } root)
        {
            return check;
        }

        yaml.RefuseUnknownKeys(root, Keys);
        var (warnIf, errorIf) = (Bound(yaml, root, "warn_if"), Bound(yaml, root, "error_if"));
        return check with
        {
            Description = yaml.Text(root, "description"),
            Owner = yaml.Text(root, "owner"),
            Tags = yaml.Texts(root, "tags"),
            Bounds = new TestBounds(TestReader.Severity(yaml, root), warnIf ?? Threshold.Any, errorIf ?? Threshold.Any),
        };
    }

    static Threshold? Bound(HeaderYaml yaml, YamlMappingNode root, string key)
    {
        var bound = TestReader.Limit(yaml, root, key);
        return bound is not { IsShare: true }
            ? bound
            : throw yaml.ErrorOf(root, key, $"{key} is a share, and a check is of no one table.", "Write a number of rows such as \"> 10\", or let the query return a row where the share is too large.");
    }
}
