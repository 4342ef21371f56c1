using DuckDB.NET.Data;
using Kmen.World.Shop;

namespace Kmen.World.Exports;

/// <summary>The catalogue as Parquet, written by DuckDB on one thread and in order, so that the same content gives the same bytes.</summary>
internal static class ProductsFile
{
    /// <summary>Where the file of the date lies until <see cref="Reveal"/> gives it its name; its folder is made.</summary>
    public static string Aside(WorldFolders folders, DateOnly date)
    {
        string folder = Path.Combine(folders.Exports, "products");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $".products_{date:yyyy-MM-dd}.parquet.part");
    }

    public static void Write(Blueprint world, string aside, CancellationToken cancellation)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Execute(connection, "set threads = 1");
        Execute(connection, """
            create table products (
                product_id bigint, name varchar, category varchar, subcategory varchar, brand varchar, unit_price decimal(18, 4), is_active boolean,
                updated_at timestamp)
            """);
        using (DuckDBAppender appender = connection.CreateAppender("products"))
        {
            foreach (int product in Known(world))
            {
                cancellation.ThrowIfCancellationRequested();
                Append(appender, world, product);
            }
        }

        Execute(connection, $"copy (select * from products order by product_id) to '{aside.Replace("'", "''", StringComparison.Ordinal)}' (format parquet)");
    }

    public static void Reveal(string aside)
    {
        string name = Path.GetFileName(aside);
        File.Move(aside, Path.Combine(Path.GetDirectoryName(aside)!, name[1..^".part".Length]), overwrite: true);
    }

    /// <summary>How many products have been launched.</summary>
    public static int Count(Blueprint world) => Known(world).Count();

    static IEnumerable<int> Known(Blueprint world) =>
        Enumerable.Range(0, world.Catalogue.Products.Length).Where(product => world.Catalogue.Products[product].LaunchDay < world.End);

    static void Append(DuckDBAppender appender, Blueprint world, int product)
    {
        Product row = world.Catalogue.Products[product];
        int day = world.End - 1;
        long changed = world.Calendar.Midnight(world.Catalogue.ChangedDay(product, day)) + (4 * 3600);
        appender.CreateRow()
            .AppendValue(row.Id).AppendValue(row.Name).AppendValue(Departments.All[row.Department].Name).AppendValue(row.Subcategory)
            .AppendValue(row.Brand).AppendValue(world.Catalogue.Price(product, day) / 100m).AppendValue(world.Catalogue.IsSold(product, day))
            .AppendValue(DateTimeOffset.FromUnixTimeSeconds(changed).UtcDateTime)
            .EndRow();
    }

    static void Execute(DuckDBConnection connection, string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
