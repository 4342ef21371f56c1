namespace Kmen.Warehouse;

/// <summary>One step of a kept database's schema. Steps are never changed once released; a change is a new step.</summary>
/// <param name="Component">Whose tables: activation, identity, ops …</param>
/// <param name="Version">From 1, without gaps within a component.</param>
/// <param name="Sql">Statements, run in one transaction with the record of the step.</param>
public sealed record Migration(string Component, int Version, string Sql)
{
    /// <summary>Brings an attached database to the newest version.</summary>
    /// <param name="warehouse">The engine.</param>
    /// <param name="catalog">The attached database.</param>
    /// <param name="migrations">All steps of all components that live in it.</param>
    /// <exception cref="WarehouseException">A step was refused; nothing of it stays.</exception>
    public static void Apply(IWarehouse warehouse, string catalog, IEnumerable<Migration> migrations)
    {
        ArgumentNullException.ThrowIfNull(warehouse);
        using var session = warehouse.Open(catalog);
        session.Execute("create schema if not exists meta; create table if not exists meta.migrations (component varchar, version integer)");
        var done = session.List("select component, version from meta.migrations", row => (row.GetString(0), row.GetInt32(1))).ToHashSet();
        foreach (var step in migrations.OrderBy(step => step.Component, StringComparer.Ordinal).ThenBy(step => step.Version))
        {
            if (done.Contains((step.Component, step.Version)))
            {
                continue;
            }

            session.InTransaction(() =>
            {
                session.Execute(step.Sql);
                session.Execute("insert into meta.migrations values ($1, $2)", [step.Component, step.Version]);
            });
        }
    }
}
