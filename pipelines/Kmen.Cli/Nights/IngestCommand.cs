using Kmen.Cli.CommandLine;
using Kmen.Night.Running;

namespace Kmen.Cli.Nights;

/// <summary>Loads what is new.</summary>
sealed class IngestCommand : NightCommand
{
    public override string Name => "ingest";

    public override string Summary => "Load new exports, and nothing else";

    public override string Description =>
        """
        Loads the files that are new in the sources' folders into raw tables, each file in one transaction, and holds every row to its contract. Rows that do not fit are in ops.rejects with file, line, column, value and reason. The files stay where they are.
        """;

    public override IReadOnlyList<Example> Examples => [new("ingest", "Loads what is new"), new("query \"from ops.files order by file_id desc limit 20\"", "What became of the files")];

    protected override NightParts Parts => NightParts.Ingest;
}
