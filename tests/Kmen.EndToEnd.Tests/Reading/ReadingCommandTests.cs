using Kmen.EndToEnd.Tests.Workspaces;

namespace Kmen.EndToEnd.Tests.Reading;

/// <summary>The commands that look and change nothing, over the shipped workspace's models after a night.</summary>
public sealed class ReadingCommandTests
{
    [Fact]
    public async Task Commands_ThatLook_AnswerAfterANight_AndChangeNothing()
    {
        await using var workspace = await NightWorkspace.Copy();
        var published = workspace.Contents();

        foreach (var (command, answer) in new[]
        {
            ("test", "ERROR=0"),
            ("ls --select +marts.person", "staging.stg_customers"),
            ("show marts.person --rows 2", "person_id"),
            ("show marts.orders --columns", "raw.orders"),
            ("plan", "marts.person"),
            ("docs", "Wrote"),
            ("status", "published   000001-"),
            ("query \"select count(*) as n from marts.person\"", "n"),
        })
        {
            var result = await workspace.Run(Words(command));

            result.ExitCode.Should().Be(0, because: $"kmen {command}: {result}");
            result.Output.Should().Contain(answer, because: command);
        }

        workspace.Contents().Should().Equal(published);
    }

    static string[] Words(string command) => [.. command.Split('"').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
