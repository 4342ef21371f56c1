using Kmen.Warehouse.DuckDb;

namespace Kmen.Warehouse.Tests;

/// <summary>The test assembly run as a program: another process that holds a database file until its input ends.</summary>
internal static class FileHolder
{
    public const string Ready = "ready";

    static int Main(string[] arguments)
    {
        var folder = Path.GetDirectoryName(arguments[0])!;
        using var warehouse = DuckDbWarehouse.Start(new WarehouseOptions { Threads = 1, Memory = "200MB", TempFolder = Path.Combine(folder, "holder") });
        warehouse.Attach("held", arguments[0]);
        Console.WriteLine(Ready);
        Console.In.ReadToEnd();
        return 0;
    }
}
