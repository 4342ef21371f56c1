using Kmen.Cli.Commands;
using Kmen.Workspace;

namespace Kmen.Cli.Tests;

/// <summary>Help is compared with the approved files in Help/; KMEN_APPROVE=1 writes them anew.</summary>
public sealed class HelpTests
{
    static readonly string Folder = Path.Combine(Repository.Root, "tests/Kmen.Cli.Tests/Help");

    public static TheoryData<string> Commands => [.. Names(CommandList.All, "").Prepend("")];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_OfACommand_IsAsApproved(string command)
    {
        var console = new TestConsole();

        var code = await console.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        code.Should().Be(ExitCode.Done);
        var file = Path.Combine(Folder, (command.Length == 0 ? "kmen" : command.Replace(' ', '-')) + ".txt");
        if (Environment.GetEnvironmentVariable("KMEN_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(file, console.Out);
        }

        File.Exists(file).Should().BeTrue(because: $"the help of `{command}` must be approved: KMEN_APPROVE=1 dotnet test");
        console.Out.Should().Be(await File.ReadAllTextAsync(file), because: "a change of the help is looked at; then KMEN_APPROVE=1 dotnet test");
    }

    [Fact]
    public void ApprovedHelp_WithoutItsCommand_IsNotKept() =>
        Directory.EnumerateFiles(Folder).Select(Path.GetFileNameWithoutExtension).Should()
            .BeSubsetOf(Names(CommandList.All, "").Select(name => name.Replace(' ', '-')).Append("kmen"));

    [Theory]
    [MemberData(nameof(Commands))]
    public void Commands_Example_IsOneThatTheParserTakes(string command)
    {
        var tree = new CommandLine.CommandTree(CommandList.All);
        var found = Find(CommandList.All, command.Split(' '));
        foreach (var example in found?.Examples ?? [])
        {
            var words = Words(example.Text);
            CommandLine.UsageErrors.Find(tree, tree.Parse(words))?.Message.Should().BeNull(because: $"the example `{example.Text}` must work");
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(120)]
    public async Task Help_OnATerminal_KeepsToItsWidth(int width)
    {
        var console = new TestConsole(width);

        await console.RunAsync("run", "--help");

        console.Out.Split('\n').Where(line => !line.StartsWith("  kmen ", StringComparison.Ordinal)).Should().OnlyContain(line => line.Length <= width);
    }

    static KmenCommand? Find(IReadOnlyList<KmenCommand> commands, IReadOnlyList<string> path) =>
        commands.FirstOrDefault(command => command.Name == path[0]) is { } found ? path.Count == 1 ? found : Find(found.Subcommands, [.. path.Skip(1)]) : null;

    static IEnumerable<string> Names(IReadOnlyList<KmenCommand> commands, string parent) =>
        commands.SelectMany(command => Names(command.Subcommands, parent + command.Name + " ").Prepend(parent + command.Name));

    /// <summary>Splits as a shell does: double quotes hold together, a redirection or a pipe ends the command.</summary>
    static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = "";
        var isQuoted = false;
        foreach (var character in text + " ")
        {
            if (character == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (character == ' ' && !isQuoted)
            {
                if (word is ">" or "2>>" or "|")
                {
                    return words;
                }

                if (word.Length > 0)
                {
                    words.Add(word);
                }

                word = "";
            }
            else
            {
                word += character;
            }
        }

        return words;
    }
}
