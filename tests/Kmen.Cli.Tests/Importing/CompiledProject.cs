using System.Text.Json.Nodes;
using Kmen.Workspace;

namespace Kmen.Cli.Tests.Importing;

/// <summary>The dbt project beside this file, with a manifest that a test changes before it is imported.</summary>
sealed class CompiledProject : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly string target;

    public CompiledProject() => target = Path.Combine(ImportedProject.Copy(folder.Path), "target");

    public string Workspace => Path.Combine(folder.Path, "moved");

    /// <summary>Writes a file of the dbt project, or of the new folder.</summary>
    public void Write(string name, string text) => folder.Write(name, text);

    public void ChangeText(Func<string, string> change)
    {
        var file = Path.Combine(target, "manifest.json");
        File.WriteAllText(file, change(File.ReadAllText(file)));
    }

    public void Change(Action<JsonObject> change) => ChangeText(text =>
    {
        var json = JsonNode.Parse(text)!.AsObject();
        change(json);
        return json.ToJsonString();
    });

    /// <summary>Changes the configuration of a model.</summary>
    public void Configure(string model, params (string Key, JsonNode? Value)[] entries) => Change(json =>
    {
        foreach (var (key, value) in entries)
        {
            json["nodes"]![$"model.tiny.{model}"]!["config"]![key] = value;
        }
    });

    /// <summary>Adds a generic test of marts.people_visits.</summary>
    public void Test(string name, string kind, string? column, JsonObject arguments, params (string Key, JsonNode? Value)[] config) => Change(json =>
    {
        var test = json["nodes"]!["test.tiny.not_null_people_visits_person_id.e34e0246e5"]!.DeepClone().AsObject();
        var words = kind.Split('.');
        test["name"] = name;
        test["column_name"] = column;
        test["test_metadata"] = new JsonObject { ["name"] = words[^1], ["namespace"] = words.Length > 1 ? words[0] : null, ["kwargs"] = arguments };
        foreach (var (key, value) in config)
        {
            test["config"]![key] = value;
        }

        json["nodes"]!["test.tiny." + name] = test;
    });

    /// <summary>Imports it; what was said.</summary>
    public async Task<string> ImportAsync()
    {
        using var console = new TestConsole();
        (await console.RunAsync("import", "dbt", target, "--into", Workspace)).Should().Be(ExitCode.Done, because: console.Error);
        return console.Out;
    }

    /// <summary>Imports it in vain; the error.</summary>
    public async Task<string> ErrorAsync()
    {
        using var console = new TestConsole();
        (await console.RunAsync("import", "dbt", target, "--into", Workspace)).Should().Be(ExitCode.Usage);
        return console.Error;
    }

    public string Text(string file) => File.ReadAllText(Path.Combine(Workspace, file));

    public void Dispose() => folder.Dispose();
}
