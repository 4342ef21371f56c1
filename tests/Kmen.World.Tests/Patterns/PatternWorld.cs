namespace Kmen.World.Tests.Patterns;

/// <summary>A world of 20,000 persons, its exports and its truth in an engine, for all that look for patterns.</summary>
public sealed class PatternWorld : IDisposable
{
    internal const string End = "2025-11-20";
    readonly ThrowAway world = new();

    public PatternWorld()
        : this("tests", 20_000)
    {
    }

    internal PatternWorld(string seed, int persons)
    {
        Retailer.GenerateHistory(ThrowAway.Options(persons, 400) with { Seed = seed }, world.Folders);
        Engine.Run("set memory_limit = '2GB'");
        foreach (string table in new[] { "identities", "persons", "households", "patterns", "churn" })
        {
            Engine.Run($"create table {table} as select * from '{world.Folders.Truth}/{table}_*.parquet'");
        }

        Engine.Run($"""
            create table records as select record_type, record_id, any_value(person_id) as person_id from identities group by all having count(distinct person_id) = 1;
            create table buys as
            select o.*, {At("ordered_at")} as local_at, r.person_id
            from {Csv("orders", "*.csv.gz")} o join records r on r.record_type = 'order' and r.record_id = o.order_id where status = 'completed';
            create table lines as select b.person_id, b.local_at, b.channel, l.* from {Csv("order_lines", "*.csv.gz")} l join buys b using (order_id);
            create table views as
            select w.*, {At("w.event_at")} as local_at, r.person_id
            from read_json('{Folder("web_events")}/*.ndjson.gz', format = 'newline_delimited', columns = {Columns}) w join records r on r.record_type = 'cookie' and r.record_id = w.cookie_id;
            create table app as
            select {At("a.event_at")} as local_at, r.person_id
            from read_json('{Folder("app_events")}/*.ndjson.gz', format = 'newline_delimited', columns = {AppColumns}) a
            join records r on r.record_type = 'install' and r.record_id = a.install_id;
            create table mail as
            select m.*, r.person_id from {Csv("email_events", "*.csv")} m join records r on r.record_type = 'email' and r.record_id = m.email;
            create table tickets as
            select {At("t.opened_at")} as local_at, t.ticket_messages[1].text as text, r.person_id
            from read_json('{Folder("support_tickets")}/*.json') t join records r on r.record_type = 'ticket' and r.record_id = t.ticket_id;
            create table returned as select order_id, line_number from {Csv("returns", "*.csv")};
            create table prices as select *, lag(unit_price) over (partition by product_id order by price_from) as before from '{Folder("prices")}/*.parquet';
            create table weather as
            select h.person_id, w.day, w.rain
            from (select p.person_id, h.* from persons p join households h using (household_id)) h
            join (select district, weather_day::date as day, replace(rain_mm, ',', '.')::double as rain from read_csv('{Decoded("weather")}', delim = ';', header = true, all_varchar = true)
                  ) w on w.district = case when h.moves_at <= w.day then h.later_district else h.district end;
            create table stock as select * from read_csv('{Decoded("stock_changes")}');
            create table products as select * from '{Folder("products")}/*.parquet';
            """);
    }

    internal Engine Engine { get; } = new();

    /// <summary>Welch's: the difference of the means between members and others against its error.</summary>
    /// <param name="pattern">Whose members the truth names.</param>
    /// <param name="query">person_id and a value.</param>
    internal double Score(string pattern, string query) => Engine.Rows(
        $"""
        with answer as ({query}), sides as (
            select a.person_id in (select person_id from patterns where pattern = '{pattern}') as is_member, count(*) as n, avg(value) as mean, var_samp(value) as variance
            from answer a where value is not null group by all
        )
        select (m.mean - o.mean) / sqrt(m.variance / m.n + o.variance / o.n) from sides m, sides o where m.is_member and not o.is_member
        """,
        row => row.GetDouble(0)).Single();

    public void Dispose()
    {
        Engine.Dispose();
        world.Dispose();
    }

    string Folder(string source) => Path.Combine(world.Folders.Exports, source);

    string Csv(string source, string files) => $"read_csv('{Folder(source)}/{files}', header = true, sample_size = -1)";

    static string At(string column) => $"timezone('Europe/Prague', timezone('UTC', {column}))";

    // What the engine does not read by itself: Windows-1250, and a file in an archive.
    string Decoded(string source)
    {
        string file = Path.Combine(world.Folders.State, source + ".csv");
        IEnumerable<string> rows = world.Files(source).SelectMany(it => ThrowAway.Read(it, source));
        File.WriteAllLines(file, rows.Prepend(source == "weather" ? "district;weather_day;rain_mm;temperature" : "product_id,changed_on,stock_pieces"));
        return file;
    }

    const string Columns = "{event_at: 'timestamp', type: 'varchar', cookie_id: 'varchar', device: 'varchar', url: 'varchar', product_id: 'bigint'}";
    const string AppColumns = "{event_at: 'timestamp', install_id: 'varchar'}";
}
