using System.CommandLine;
using System.Globalization;
using Kmen.Cli.CommandLine;
using Kmen.Models.Importing;
using Kmen.Warehouse;
using Kmen.Warehouse.DuckDb;
using Kmen.Workspace;

namespace Kmen.Cli.Commands;

/// <summary>Makes a workspace of a compiled dbt project.</summary>
sealed class ImportDbtCommand : KmenCommand
{
    static readonly Argument<string> Target = new("target_folder") { HelpName = "TARGET_FOLDER", Description = "dbt's target folder, which holds manifest.json." };

    static readonly Option<string?> Into = new("--into") { HelpName = "DIR", Description = "The new folder; it may exist if it is empty. Default: the project's name, in the current folder." };

    public override string Name => "dbt";

    public override string Summary => "Make a workspace of a compiled dbt project";

    public override string Description =>
        """
        Reads the manifest.json that dbt compile --full-refresh wrote, and writes a workspace: plain SELECTs, with descriptions, columns, materialisations, tests, tags and owners in their headers; seeds and files as sources; singular tests as checks; unit tests. The dbt project stays as it is, and dbt is not needed any more.

        Each text is tried on tables without rows. What the engine does not take goes to left-out/, so that the rest can be built. What was not carried over is listed with the reason and a way out, here and in IMPORT.md of the new folder.
        """;

    public override IReadOnlyList<Example> Examples =>
    [
        new("import dbt jaffle_shop/target --into shop", "Makes the folder shop; then: cd shop, kmen run"),
        new("import dbt target", "Inside a dbt project: a folder of the project's name"),
    ];

    public override IReadOnlyList<Argument> Arguments => [Target];

    public override IReadOnlyList<Option> Options => [Into];

    public override Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        var temporary = Directory.CreateTempSubdirectory("kmen-import-").FullName;
        try
        {
            using var warehouse = DuckDbWarehouse.Start(new WarehouseOptions { Threads = 1, Memory = "1GB", TempFolder = temporary });
            Tell(invocation.Terminal.Out, DbtImport.Run(warehouse, invocation.Value(Target)!, invocation.Value(Into), cancellation));
            return Task.FromResult(ExitCode.Done);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    static void Tell(TextWriter writer, ImportResult result)
    {
        var folder = Path.GetRelativePath(Environment.CurrentDirectory, result.Folder);
        writer.WriteLine($"Made the workspace {folder} of the dbt project {result.Project}:");
        foreach (var (what, count) in result.Counts)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count,5} {what}"));
        }

        writer.WriteLine(result.LeftOut.Count == 0 ? "Nothing was left behind." : string.Create(CultureInfo.InvariantCulture, $"\nNot carried over, or not whole ({result.LeftOut.Count}):"));
        foreach (var item in result.LeftOut)
        {
            writer.WriteLine($"  {item.What}{(item.File.Length == 0 ? "" : $" ({item.File})")}");
            writer.WriteLine($"    {item.Reason}");
            writer.WriteLine($"    {item.WayOut}");
        }

        writer.WriteLine(
            $"""

            Next:
              cd {folder}
              kmen run
            {DbtImport.Report} there says the same, and where each table is.
            """);
    }
}
