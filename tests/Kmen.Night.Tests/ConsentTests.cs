using Kmen.Workspace;

namespace Kmen.Night.Tests;

public sealed class ConsentTests
{
    [Fact]
    public void NextDay_SendsOnlyDifferences_AndTheReceiversFolderEqualsThePublication()
    {
        using var workspace = RetailerWorkspace.AfterFirstNight();
        var before = Members(workspace);

        var night = workspace.Run(workspace.NextDay());

        night.Errors.Should().BeEmpty();
        night.Steps.Single(step => step.Step == "audiences.consent").Message.Should().StartWith("increment", because: "a day's statements are few");
        var after = Members(workspace);
        var sent = workspace.Read(
            $"select operation, audience || '/' || external_id from ops_file.activation.deliveries where run_id = '{night.RunId}'",
            row => (Operation: row.GetString(0), Key: row.GetString(1)));
        sent.Where(change => change.Operation == "remove").Select(change => change.Key).Should().BeEquivalentTo(before.Except(after));
        after.Except(before).Should().BeSubsetOf(sent.Where(change => change.Operation == "upsert").Select(change => change.Key));
        sent.Should().OnlyHaveUniqueItems();
        sent.Count.Should().BeLessThan(after.Count / 2, because: "who did not change is not sent again");
        Received(workspace).Should().BeEquivalentTo(after);
    }

    [Fact]
    public void Withdrawal_LeavesEveryAudienceOfThePurpose_InTheSameRun()
    {
        using var workspace = RetailerWorkspace.AfterFirstNight();
        var people = workspace.Read(
            "select distinct m.person_id, m.address from audiences.membership m join audiences.definition d using (audience) where m.left_at is null and d.purpose = 'marketing' and d.channel = 'email' order by all limit 5",
            row => (Person: row.GetInt64(0), Address: row.GetString(1)));
        people.Should().HaveCount(5);
        var day = workspace.NextDay();
        Withdraw(workspace, day, people.Select(person => person.Address));

        var night = workspace.Run(day);

        night.Errors.Should().BeEmpty();
        var withdrawn = string.Join(", ", people.Select(person => person.Person));
        workspace.Count($"select count(*) from audiences.membership m join audiences.definition d using (audience) where m.left_at is null and d.purpose = 'marketing' and d.channel = 'email' and m.person_id in ({withdrawn})").Should().Be(0);
        Received(workspace).Where(key => people.Any(person => key.EndsWith("/" + person.Person, StringComparison.Ordinal))).Should().BeEmpty();
        WithoutConsent(workspace, night.AsOf).Should().Be(0);
    }

    [Fact]
    public void Withdrawal_OnANightWhoseBuildFails_IsDeliveredAllTheSame()
    {
        using var workspace = RetailerWorkspace.AfterFirstNight();
        var day = WithdrawAMember(workspace);
        File.WriteAllText(Path.Combine(workspace.Folder, "sql", "checks", "nobody_is_left.sql"), "select person_id from marts.person");

        var night = workspace.Run(day);

        night.HasPublished.Should().BeFalse();
        Removals(workspace, night.RunId).Should().BePositive();
    }

    [Fact]
    public void Withdrawal_WhileAModelCannotBeRead_IsDeliveredAllTheSame()
    {
        using var workspace = RetailerWorkspace.AfterFirstNight();
        var day = WithdrawAMember(workspace);
        workspace.Edit("sql/marts/person.sql", text => text + "\nselect select");

        var night = workspace.Run(day);

        night.Errors[0].Where!.File.Should().Be("sql/marts/person.sql");
        night.HasPublished.Should().BeFalse();
        Removals(workspace, night.RunId).Should().BePositive();
    }

    /// <summary>What the build begins with is prepared beside the opt-outs: what is wrong with it must not come before them.</summary>
    [Fact]
    public void Withdrawal_WhileTheBuildCannotBePrepared_IsDeliveredAllTheSame()
    {
        using var workspace = RetailerWorkspace.AfterFirstNight();
        var day = WithdrawAMember(workspace);
        File.CreateSymbolicLink(Path.Combine(workspace.Folder, "sql", "notes.txt"), "nowhere");

        var night = workspace.Run(day);

        night.HasPublished.Should().BeFalse();
        night.Errors.Should().ContainSingle().Which.Message.Should().Contain("notes.txt");
        Removals(workspace, night.RunId).Should().BePositive();
    }

    [Fact]
    public void PlantedLeakingJoin_TurnsTheProofPositive_AndStopsTheSend()
    {
        using var workspace = RetailerWorkspace.Fresh();
        workspace.Edit("sql/staging/stg_consents.sql", LeakingJoin);

        var night = workspace.Run(RetailerWorkspace.FirstNight);

        night.HasPublished.Should().BeFalse();
        night.Synced.Should().BeNull();
        night.Tests.Should().Contain(test => test.Test == "consent_proof" && test.Status == "failed" && test.FailingRows > 0);
        night.Errors[0].Message.Should().Contain("without consent");
        Directory.Exists(Path.Combine(workspace.Folder, "outgoing")).Should().BeFalse(because: "nothing may have been sent");
    }

    [Fact]
    public void Members_AfterTwoNights_AllHaveConsent_ByAQueryThatSharesNothing()
    {
        using var workspace = RetailerWorkspace.AfterFirstNight();
        var night = workspace.Run(workspace.NextDay());

        WithoutConsent(workspace, night.AsOf).Should().Be(0);
    }

    /// <summary>Gives every address of the statements each other address's consent: what a join on too little does.</summary>
    static string LeakingJoin(string text)
    {
        var header = text[..(text.IndexOf("*/", StringComparison.Ordinal) + 2)];
        header = System.Text.RegularExpressions.Regex.Replace(header, @"(?s)\ntests:.*?(?=\n[a-z]+:|\n\*/)", "");
        var body = text[(text.IndexOf("*/", StringComparison.Ordinal) + 2)..];
        return header + "\nselect distinct addresses.address_type, addresses.address, given.purpose, given.channel, given.is_given, given.stated_at\nfrom ("
            + body + ") given\njoin (select distinct address_type, address from (" + body + ") stated) addresses on addresses.address_type = given.address_type\nwhere given.is_given\n";
    }

    /// <summary>Makes the next day's exports, in which a member of an audience withdraws.</summary>
    static DateOnly WithdrawAMember(RetailerWorkspace workspace)
    {
        var address = workspace.Read(
            "select min(m.address) from audiences.membership m join audiences.definition d using (audience) where m.left_at is null and d.purpose = 'marketing' and d.channel = 'email'", row => row.GetString(0))[0];
        var day = workspace.NextDay();
        Withdraw(workspace, day, [address]);
        return day;
    }

    static long Removals(RetailerWorkspace workspace, string run) =>
        workspace.Count($"select count(*) from ops_file.activation.deliveries where run_id = '{run}' and operation = 'remove' and status = 'acknowledged'");

    static void Withdraw(RetailerWorkspace workspace, DateOnly day, IEnumerable<string> addresses)
    {
        var file = Path.Combine(workspace.Folder, "incoming", "consents", $"consents_{day:yyyy-MM-dd}.csv");
        File.AppendAllLines(file, addresses.Select((address, index) =>
            $"withdrawn-{index},email,{address},marketing,email,withdrawn,{day.AddDays(-1):yyyy-MM-dd} 12:00:00"));
    }

    static List<string> Members(RetailerWorkspace workspace) =>
        [.. workspace.Read("select audience || '/' || person_id from audiences.membership where left_at is null", row => row.GetString(0))];

    /// <summary>Replays the delta files in the order of their sync.</summary>
    static List<string> Received(RetailerWorkspace workspace)
    {
        var members = new HashSet<string>();
        foreach (var file in Directory.GetFiles(Path.Combine(workspace.Folder, "outgoing", "email"), "*.csv").OrderBy(File.GetLastWriteTimeUtc))
        {
            var lines = File.ReadAllLines(file);
            var header = lines[0].Split(',').ToList();
            var audience = Path.GetFileName(file)[..Path.GetFileName(file).IndexOf("_0", StringComparison.Ordinal)];
            foreach (var cells in lines.Skip(1).Select(line => line.Split(',')))
            {
                var key = audience + "/" + cells[header.IndexOf("external_id")];
                _ = cells[header.IndexOf("operation")] == "remove" ? members.Remove(key) : members.Add(key);
            }
        }

        return [.. members];
    }

    /// <summary>Members whose address's last raw statement does not allow the purpose: read from the exports themselves.</summary>
    static long WithoutConsent(RetailerWorkspace workspace, DateTime asOf) => workspace.Count(
        $"""
        with lines as (
            select *, lower(trim(address)) as who, action = 'given' as ok, stated_at::timestamp as moment
            from read_csv('{workspace.Folder}/incoming/consents/*.csv', all_varchar = true, header = true)
        ), final as (
            select who, purpose, channel, arg_max(ok, (moment, not ok)) as ok
            from lines where not ok or moment < timestamp '{asOf:yyyy-MM-dd HH:mm:ss}' group by who, purpose, channel
        )
        select count(*) from audiences.membership m join audiences.definition d using (audience)
        where m.left_at is null and d.channel = 'email' and d.purpose = 'marketing'
            and not exists (select 1 from final where final.who = lower(m.address) and final.purpose = d.purpose and final.channel = d.channel and final.ok)
        """);
}
