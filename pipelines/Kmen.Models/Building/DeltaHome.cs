using System.Collections.Concurrent;
using System.Globalization;
using Kmen.Models.Files;
using Kmen.Warehouse;

namespace Kmen.Models.Building;

/// <summary>
/// A database in memory with the workspace's functions, in which a model's text finds tables of other content. One is used by one model after the other, because making the functions costs
/// more than most models do on a quiet night.
/// </summary>
internal sealed class DeltaHome : IDisposable
{
    static int catalogs;

    readonly string catalog = string.Create(CultureInfo.InvariantCulture, $"delta_{Interlocked.Increment(ref catalogs)}");
    readonly HashSet<string> schemas = new(StringComparer.OrdinalIgnoreCase);
    readonly ConcurrentBag<DeltaHome> free;

    DeltaHome(BuildContext context)
    {
        free = context.Deltas;
        context.Warehouse.Attach(catalog, null);
        Session = context.Warehouse.Open(catalog);
        try
        {
            WorkspaceFunctions.Define(Session, WorkspaceFunctions.Text(context.Run.Workspace.Root), context.Cancellation);
        }
        catch
        {
            Session.Dispose();
            throw;
        }
    }

    /// <summary>A session on the database.</summary>
    internal IWarehouseSession Session { get; }

    /// <summary>A database for one model; it is empty but for the functions, and is given back when it is disposed of.</summary>
    internal static DeltaHome Take(BuildContext context) => context.Deltas.TryTake(out var home) ? home : new DeltaHome(context);

    /// <summary>Lets go of those that no model is using.</summary>
    internal static void End(BuildContext context)
    {
        while (context.Deltas.TryTake(out var home))
        {
            home.Session.Dispose();
            // In memory: a checkpoint has nothing to keep.
            context.Session.Execute($"detach {home.catalog}");
        }
    }

    /// <summary>The statements that make schemas which are not there yet.</summary>
    internal IReadOnlyList<string> Schemas(IEnumerable<string> names) => [.. names.Where(schemas.Add).Select(name => $"create schema if not exists {SqlText.Name(name)}")];

    /// <summary>Empties it for the next model. Where that fails, as for the schema <c>main</c>, which the engine keeps, nobody gets it again.</summary>
    public void Dispose()
    {
        try
        {
            Session.Execute(string.Join("; ", schemas.Select(name => $"drop schema if exists {SqlText.Name(name)} cascade")));
            schemas.Clear();
            free.Add(this);
        }
        catch (WarehouseException)
        {
            Session.Dispose();
        }
    }
}
