using Kmen.Models.Testing;
using Kmen.Workspace;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Kmen.Models.Files;

/// <summary>Reads the YAML header comment of a model.</summary>
internal static class HeaderReader
{
    internal static readonly string[] Keys =
        [
            "description", "grain", "materialized", "event_time", "tests", "columns", "contract", "freshness", "snapshot", "rebuild", "tags", "owner", "parquet", "purpose", "channel",
        ];

    internal static readonly string[] SnapshotKeys = ["updated_at", "compare"];

    const string Opening = "/* kmen";

    internal static Model Read(string file, string schema, string name, string text)
    {
        var model = new Model { Schema = schema, Name = name, File = file, Text = text, SqlOffset = 0 };
        if (!HasHeader(text))
        {
            throw KmenException.Usage(
                $"The model {model.FullName} has no header.", new SourcePosition(file, 1, 1),
                "Begin the file with a comment such as:\n/* kmen\ndescription: One row a person who has ever ordered.\ngrain: person_id\n*/");
        }

        var (sqlOffset, yaml) = Split(model);
        return Fill(model with { SqlOffset = sqlOffset }, yaml);
    }

    /// <summary>Whether a file begins with a header.</summary>
    internal static bool HasHeader(string text) =>
        text.StartsWith(Opening, StringComparison.Ordinal) && text.Length > Opening.Length && (char.IsWhiteSpace(text[Opening.Length]) || text[Opening.Length] == '*');

    /// <summary>Where the SELECT of a file with a header begins, and what the header says.</summary>
    internal static (int SqlOffset, HeaderYaml Yaml) Split(Model model)
    {
        var text = model.Text;
        var end = text.IndexOf("*/", StringComparison.Ordinal);
        if (end < 0)
        {
            throw KmenException.Usage($"The header of {model.FullName} is not closed.", new SourcePosition(model.File, 1, 1), "End it with */ before the SELECT.");
        }

        var sqlOffset = end + 2;
        while (sqlOffset < text.Length && char.IsWhiteSpace(text[sqlOffset]))
        {
            sqlOffset++;
        }

        return (sqlOffset, new HeaderYaml(model.File, text[Opening.Length..end]));
    }

    /// <summary>Where a key of the header stands, or a name below it: for what is only found when the table is there.</summary>
    internal static SourcePosition PlaceOf(Model model, string key, string? name = null)
    {
        var yaml = Split(model).Yaml;
        var found = yaml.Root?.Children.FirstOrDefault(pair => HeaderYaml.Name(pair.Key) == key) ?? default;
        var inner = name is null || found.Value is not YamlMappingNode map ? null
            : map.Children.Keys.FirstOrDefault(child => HeaderYaml.Name(child).Equals(name, StringComparison.OrdinalIgnoreCase));
        return (inner ?? found.Key) is { } node ? yaml.Position(node.Start) : new SourcePosition(model.File);
    }

    static Model Fill(Model model, HeaderYaml yaml)
    {
        if (yaml.Root is not { } root)
        {
            return model;
        }

        yaml.RefuseUnknownKeys(root, Keys);
        var filled = model with
        {
            Description = yaml.Text(root, "description"),
            Grain = yaml.Texts(root, "grain"),
            Materialization = yaml.Text(root, "materialized") switch
            {
                null or "table" => Materialization.Table,
                "view" => Materialization.View,
                "incremental" => Materialization.Incremental,
                "snapshot" => Materialization.Snapshot,
                var other => throw yaml.ErrorOf(root, "materialized", $"materialized is {other}.", "Write table, view, incremental or snapshot."),
            },
            EventTime = yaml.Text(root, "event_time"),
            Tags = yaml.Texts(root, "tags"),
            HasParquet = yaml.Text(root, "parquet") switch
            {
                null or "true" => true,
                "false" => false,
                var other => throw yaml.ErrorOf(root, "parquet", $"parquet is {other}.", "Write false where nobody outside needs the table as Parquet, or leave it out."),
            },
            Owner = yaml.Text(root, "owner"),
            Purpose = yaml.Text(root, "purpose"),
            Channel = yaml.Text(root, "channel"),
            Columns = Columns(yaml, root),
            Contract = yaml.Map(root, "contract").ToDictionary(
                column => column.Key, column => (column.Value as YamlScalarNode)?.Value ?? throw yaml.Error(column.Value, $"The type of {column.Key} must be a text.")),
            Snapshot = Snapshot(yaml, root),
            IsRebuiltWhole = yaml.Text(root, "rebuild") switch
            {
                null or "keys" => false,
                "whole" => true,
                var other => throw yaml.ErrorOf(root, "rebuild", $"rebuild is {other}.", "Write keys, or whole for an incremental model that looks across keys."),
            },
            Tests =
            [
                .. yaml.Items(root, "tests").SelectMany(item => TestReader.Read(yaml, item)),
                .. root.Children.Where(pair => HeaderYaml.Name(pair.Key) == "freshness").SelectMany(pair => TestReader.Freshness(yaml, pair.Key, pair.Value)),
            ],
        };
        Validate(filled, yaml, root);
        return filled;
    }

    static SnapshotSettings? Snapshot(HeaderYaml yaml, YamlMappingNode root)
    {
        if (HeaderYaml.Find(root, "snapshot") is not { } node)
        {
            return null;
        }

        if (node is not YamlMappingNode map)
        {
            throw yaml.Error(node, "snapshot must be a map.", "Write `snapshot: { updated_at: changed_at }` or `snapshot: { compare: [a, b] }`.");
        }

        yaml.RefuseUnknownKeys(map, SnapshotKeys);
        return new SnapshotSettings(yaml.Text(map, "updated_at"), yaml.Texts(map, "compare"));
    }

    static void Validate(Model model, HeaderYaml yaml, YamlMappingNode root)
    {
        if (model.Materialization == Materialization.Snapshot)
        {
            if (model.Snapshot is null || model.Grain.Count == 0)
            {
                throw yaml.ErrorOf(
                    root, "materialized", "A snapshot needs its key under grain, and under snapshot how versions are told apart.",
                    "Write `grain: a_key` and `snapshot: { updated_at: changed_at }` or `snapshot: { compare: [a, b] }`.");
            }

            if (model.Schema == "staging")
            {
                throw yaml.ErrorOf(root, "materialized", "A snapshot is history, and staging can be thrown away at any time.", "Move the file to another folder, such as sql/marts.");
            }
        }
        else if (model.Snapshot is not null)
        {
            throw yaml.ErrorOf(root, "snapshot", "snapshot is only for models with `materialized: snapshot`.", "Remove it, or change materialized.");
        }

        if (model.Materialization == Materialization.Incremental && model.Grain.Count == 0)
        {
            throw yaml.ErrorOf(root, "materialized", "An incremental model needs its key under grain.", "Write `grain: person_id`, or a list of columns.");
        }

        if (model.IsRebuiltWhole && model.Materialization != Materialization.Incremental)
        {
            throw yaml.ErrorOf(root, "rebuild", "rebuild is only for models with `materialized: incremental`.", "Remove it: other models are always made whole.");
        }
    }

    static Dictionary<string, string> Columns(HeaderYaml yaml, YamlMappingNode root)
    {
        var columns = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in yaml.Map(root, "columns"))
        {
            var description = value is YamlScalarNode scalar ? scalar.Value ?? "" : throw yaml.Error(value, $"The description of {name} must be a text.");
            if (!columns.TryAdd(name, description))
            {
                throw yaml.Error(value, $"The column {name} is described twice.");
            }
        }

        return columns;
    }

    internal sealed class HeaderYaml
    {
        readonly string file;

        internal HeaderYaml(string file, string text)
        {
            this.file = file;
            try
            {
                var stream = new YamlStream();
                stream.Load(new StringReader(text));
                var node = stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
                Root = node as YamlMappingNode;
                if (node is not null && Root is null)
                {
                    throw Error(node, "The header is no map of keys.", "Write lines such as `description: …` and `grain: person_id`.");
                }
            }
            catch (YamlException e)
            {
                throw KmenException.Usage($"The header is not valid YAML: {e.Message}", Position(e.Start), "Indent with spaces; quote text that holds a colon.");
            }
        }

        internal YamlMappingNode? Root { get; }

        /// <summary>The header's first line stands in the file's first line.</summary>
        internal SourcePosition Position(Mark mark) => new(file, (int)mark.Line, (int)mark.Column + (mark.Line == 1 ? Opening.Length : 0));

        internal KmenException Error(YamlNode node, string message, string? wayOut = null) =>
            KmenException.Usage(message, Position(node.Start), wayOut);

        internal KmenException ErrorOf(YamlMappingNode map, string key, string message, string? wayOut = null) =>
            Error(map.Children.First(pair => Name(pair.Key) == key).Value, message, wayOut);

        internal void RefuseUnknownKeys(YamlMappingNode map, IReadOnlyCollection<string> known)
        {
            foreach (var key in map.Children.Keys.Where(key => !known.Contains(Name(key))))
            {
                throw Error(key, $"Unknown key {Name(key)}.",
                    NearestNames.Question(Name(key), known) ?? $"Known keys: {string.Join(", ", known)}.");
            }
        }

        internal string? Text(YamlMappingNode map, string key) => Find(map, key) switch
        {
            null => null,
            YamlScalarNode scalar => scalar.Value,
            var other => throw Error(other, $"{key} must be a text."),
        };

        internal IReadOnlyList<string> Texts(YamlMappingNode map, string key) => Find(map, key) is { } node ? Texts(node) : [];

        internal IReadOnlyList<string> Texts(YamlNode node) => node switch
        {
            YamlScalarNode scalar => [scalar.Value ?? ""],
            YamlSequenceNode list => [.. list.Children.Select(item =>
                item is YamlScalarNode scalar ? scalar.Value ?? "" : throw Error(item, "Expected a text in this list."))],
            _ => throw Error(node, "Expected a text or a list of texts."),
        };

        internal IEnumerable<KeyValuePair<string, YamlNode>> Map(YamlMappingNode map, string key) => Find(map, key) switch
        {
            null => [],
            YamlMappingNode inner => inner.Children.Select(pair => KeyValuePair.Create(Name(pair.Key), pair.Value)),
            var other => throw Error(other, $"{key} must be a map of names."),
        };

        internal IEnumerable<YamlNode> Items(YamlMappingNode map, string key) => Find(map, key) switch
        {
            null => [],
            YamlSequenceNode list => list.Children,
            var other => throw Error(other, $"{key} must be a list."),
        };

        internal static string Name(YamlNode key) => (key as YamlScalarNode)?.Value ?? "";

        internal static YamlNode? Find(YamlMappingNode map, string key) =>
            map.Children.FirstOrDefault(pair => Name(pair.Key) == key).Value;
    }
}
