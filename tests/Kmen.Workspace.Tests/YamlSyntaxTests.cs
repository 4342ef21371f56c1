using Kmen.Workspace.Configuration.Reading;

namespace Kmen.Workspace.Tests;

public sealed class YamlSyntaxTests
{
    [Theory]
    [InlineData("name: florist\nsources:\n\tbuyers: {}\n", 3, "This line is indented with a tab.", "*spaces*")]
    [InlineData("name: florist\nengine: { threads: 2\nsources: {}\n", 0, "*no valid YAML*", "*quotes*")]
    [InlineData("name: \"florist\nsources: {}\n", 0, "*no valid YAML*", "*quotes*")]
    [InlineData("name: florist\nname: tailor\n", 2, "Duplicate key name.", "*once*")]
    [InlineData("", 0, "kmen.yml is empty.", "*name and sources*")]
    [InlineData("# nothing\n", 0, "kmen.yml is empty.", null)]
    [InlineData("- name\n- sources\n", 1, "kmen.yml must be a list of keys and values.", null)]
    [InlineData("name: a\n---\nname: b\n", 3, "kmen.yml holds more than one YAML document.", "*---*")]
    public void Read_NoYamlMapping_SaysWhere(string text, int line, string message, string? wayOut)
    {
        var read = () => WorkspaceReader.Read("/nowhere", text, new KeyTrace());

        var error = read.Should().Throw<KmenException>().Which;
        error.Message.Should().Match(message);
        error.ExitCode.Should().Be(ExitCode.Usage);
        error.Where!.File.Should().Be("kmen.yml");
        if (line > 0)
        {
            error.Where.Line.Should().Be(line);
            error.Where.Excerpt.Should().Be(text.Split('\n')[line - 1]);
        }

        if (wayOut is not null)
        {
            error.WayOut.Should().Match(wayOut);
        }
    }
}
