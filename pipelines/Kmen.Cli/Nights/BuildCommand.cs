using System.CommandLine;
using Kmen.Cli.CommandLine;
using Kmen.Night.Running;

namespace Kmen.Cli.Nights;

/// <summary>Builds and tests, and publishes nothing.</summary>
sealed class BuildCommand : NightCommand
{
    static readonly Option<bool> FullRefresh = new("--full-refresh") { Description = "Build everything, whatever has changed." };

    public override string Name => "build";

    public override string Summary => "Build and test every model aside, and publish nothing";

    public override string Description =>
        """
        Builds every model from what is loaded, in the order that their SQL gives, and runs the tests. A model that nothing has changed for stays as it is published; an incremental one replaces the rows of changed keys. It is the way to try a change: a mistake is shown with file, line and the nearest names, and readers see nothing of it.

        With --select only a part is built, and the rest is read as it is published. Words are dbt's; kmen ls shows what they select.
        """;

    public override IReadOnlyList<Example> Examples =>
    [
        new("build", "Builds what is loaded"), new("build --as-of 2025-01-31", "As it was known at that day's midnight"),
        new("build --select marts.orders+", "One model and what reads it, against the published rest"), new("build --select state:modified+", "What my edits reach"),
    ];

    public override IReadOnlyList<Option> Options => [CommonOptions.Select, CommonOptions.Exclude, FullRefresh];

    protected override NightParts Parts => NightParts.Build;

    protected override NightOptions Adjust(NightOptions options, Invocation invocation) => options with
    {
        FullRefresh = invocation.Value(FullRefresh), Select = invocation.Value(CommonOptions.Select) ?? [], Exclude = invocation.Value(CommonOptions.Exclude) ?? [],
    };
}
