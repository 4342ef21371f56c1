using Kmen.World;

namespace Kmen.EndToEnd.Tests.Workspaces;

/// <summary>
/// The shipped workspace, cut to what a night of a second needs: the sources that persons come from, their staging and identity, few marts, no learned model, and two audiences whose members come
/// and go every day, sent in small batches to a folder and to an HTTP endpoint.
/// </summary>
internal static class ShippedWorkspace
{
    static readonly string[] Marts = ["campaign_results.sql", "email_day.sql", "orders.sql", "person.sql"];

    static readonly string[] Checks = ["every_person_has_a_record.sql", "every_record_is_one_person.sql", "every_edge_joins_two_known_records.sql"];

    internal static void Write(string folder, DateOnly day)
    {
        FolderCopy.Make(Path.Combine(Repository.Root, "sql"), Path.Combine(folder, "sql"));
        Keep(Path.Combine(folder, "sql", "marts"), Marts);
        Keep(Path.Combine(folder, "sql", "checks"), Checks);
        Keep(Path.Combine(folder, "sql", "audiences"), []);
        File.WriteAllText(Path.Combine(folder, "sql", "audiences", "three_of_four.sql"), Audience(
            "Three of four persons, others every day.", "select person_id, 'Your turn today.' as reason from marts.as_of where (person_id + extract(day from as_of)) % 4 <> 0"));
        File.WriteAllText(Path.Combine(folder, "sql", "audiences", "with_a_town.sql"), Audience(
            "Persons whose town is known.", "select person_id, 'Lives in ' || city || '.' as reason from marts.person where city is not null"));
        var shipped = File.ReadAllText(Path.Combine(Repository.Root, "kmen.yml"));
        File.WriteAllText(Path.Combine(folder, "kmen.yml"), shipped[..shipped.IndexOf("\ndestinations:", StringComparison.Ordinal)] + Destinations);
        CoreSources.Keep(folder);
        Retailer.GenerateHistory(
            new WorldOptions { Persons = 300, HistoryDays = 150, End = day, Seed = "faults", Threads = 2 }, new WorldFolders(Path.Combine(folder, "incoming")));
    }

    const string Destinations =
        """

        destinations:
          email_files:
            kind: folder
            channel: email
            folder: outgoing/email
            audiences: [three_of_four, with_a_town]
            fields: { first_name: first_name, city: city }
            armed: [dev]
            batch_rows: 20
            max_removal_share: 1
          crm:
            kind: webhook
            channel: email
            url: "${env:KMEN_CRM_URL}"
            secret: "${env:KMEN_CRM_SECRET}"
            audiences: [three_of_four, with_a_town]
            fields: { first_name: first_name }
            armed: [dev]
            batch_rows: 20
            max_removal_share: 1
            attempts: 2
            timeout_seconds: 3

        schedule: { night: "0 30 2 * * ?", time_zone: Europe/Prague, catch_up: one }

        """;

    static string Audience(string description, string sql) =>
        $"""
        /* kmen
        description: {description}
        grain: person_id
        purpose: marketing
        channel: email
        tests:
          - unique: [person_id]
        */
        {sql}

        """;

    static void Keep(string folder, IReadOnlyCollection<string> names)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => !names.Contains(Path.GetFileName(file))))
        {
            File.Delete(file);
        }
    }
}
