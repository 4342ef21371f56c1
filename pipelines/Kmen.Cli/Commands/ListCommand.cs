using System.CommandLine;
using Kmen.Cli.CommandLine;
using Kmen.Cli.Models;
using Kmen.Cli.Output;
using Kmen.Workspace;

namespace Kmen.Cli.Commands;

/// <summary>Lists what the workspace consists of.</summary>
sealed class ListCommand : KmenCommand
{
    public override string Name => "ls";

    public override string Summary => "List sources, models, checks and steps, in the order of a build";

    public override string Description =>
        """
        Shows what --select means before something is built. The words are dbt's: marts.orders, orders, marts.*, +orders, orders+, 2+orders, @orders, tag:daily, path:sql/marts, owner:ann, source:orders, resource_type:snapshot, config.materialized:incremental, state:modified, state:new, state:stale. A space joins, a comma intersects.
        """;

    public override IReadOnlyList<Example> Examples =>
    [
        new("ls", "Everything, in the order in which it is built"),
        new("ls --select +marts.orders", "What marts.orders is made of"),
        new("ls --select state:modified+", "What a change of text reaches"),
        new("ls --select resource_type:model,marts.* --format json", "The models of one schema, for a program"),
    ];

    public override IReadOnlyList<Option> Options => [CommonOptions.Select, CommonOptions.Exclude];

    public override IReadOnlyList<Option> Common => [CommonOptions.AsOf, CommonOptions.Format, .. CommonOptions.OfWorkspace];

    public override Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        using var models = WorkspaceModels.Open(invocation);
        var rows = models.Select(invocation.Value(CommonOptions.Select) ?? [], invocation.Value(CommonOptions.Exclude) ?? []).Select(node => (object?[])
        [
            node.Name, node.Kind, node.Model is null || node.Model.Tags.Count == 0 ? null : string.Join(", ", node.Model.Tags), node.Model?.Owner, node.Model?.File, node.Model?.Description,
        ]);
        using var reader = RecordReader.Of(
            ["name", "kind", "tags", "owner", "file", "description"], [typeof(string), typeof(string), typeof(string), typeof(string), typeof(string), typeof(string)], rows);
        invocation.ResultWriter().Write(reader, cancellation);
        return Task.FromResult(ExitCode.Done);
    }
}
