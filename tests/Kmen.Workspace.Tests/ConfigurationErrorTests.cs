using Kmen.Workspace.Configuration.Reading;

namespace Kmen.Workspace.Tests;

/// <summary>Each case replaces a piece of the sample; ‸ stands where the error must be found.</summary>
public sealed class ConfigurationErrorTests
{
    public static TheoryData<string, string, string, string?> Cases => new()
    {
        { "portable: true", "‸portabel: true", "there is no key portabel here.", "Did you mean portable?" },
        { "    format: ndjson", "    ‸formats: ndjson\n    format: ndjson", "sources.statements: there is no key formats here.", "Did you mean format?" },
        { "threads: 2", "‸zzzzzzzzz: 2", "engine: there is no key zzzzzzzzz here.", "Keys here: memory, threads, temp_limit." },
        { "threads: 2", "threads: ‸0", "engine.threads: must be a whole number from 1 to 1024, not 0.", null },
        { "threads: 2", "threads: ‸two", "engine.threads: must be a whole number from 1 to 1024, not two.", null },
        { "memory: 16GB", "memory: ‸16 gigabytes", "engine.memory: 16 gigabytes is no size.", "Write a number and a unit: 8GB, 512MB, 1.5TB." },
        { "portable: true", "portable: ‸yes", "portable: must be true or false, not yes.", null },
        { "keep_nights: 3", "keep_nights: ‸0", "keep_nights: must be a whole number from 1 to 3650, not 0.", null },
        { "keep_nights: 3", "keep_nights: ‸[3]", "keep_nights: must be a whole number from 1 to 3650, not a list.", null },
        { "name: florist", "‸engine2: {}", "the key name is missing.", null },
        { "name: florist", "name:‸ ", "name: must be a text, but has no value.", null },
        { "name: florist", "name: ‸[a]", "name: must be a text, not a list.", null },
        { "name: florist", "name: ‸''", "name: is an empty text.", "Give it a value, or remove the key." },
        { "time_zone: Europe/Prague", "time_zone: ‸Europe/Praque", "time_zone: there is no time zone Europe/Praque.", "*Europe/Prague*" },
        { "engine: {", "engine: ‸big #{", "engine: must be a section of keys, not big.", "Indent its keys below it, each as: key: value" },
        { "    format: csv", "    format: ‸cvs", "sources.buyers.format: must be csv, ndjson, json or parquet, not cvs.", "Did you mean csv?" },
        { "delimiter: \";\"", "delimiter: ‸\";;\"", "sources.buyers.delimiter: must be one character, not ;;.", "For a tabulator write \"\\t\"." },
        { "encoding: windows-1250", "encoding: ‸cp1250", "sources.buyers.encoding: cp1250 is not known.", "Known are: utf-8, windows-1250*" },
        { "load: full", "load: ‸partial", "sources.buyers.load: must be append or full, not partial.", null },
        { "key: [buyer_id]", "key: [‸buyer_ids]", "sources.buyers.key: buyer_ids is no column of buyers.", "Did you mean buyer_id?" },
        { "key: [buyer_id]", "key: [buyer_id, ‸buyer_id]", "sources.buyers.key: buyer_id stands there twice.", "Remove one of them." },
        { "key: [buyer_id]", "key: ‸{ buyer_id: 1 }", "sources.buyers.key: must be a list, not a section.", "Write: key: [a, b]" },
        { "    key: [buyer_id]\n    duplicates: skip", "    duplicates: ‸skip", "sources.buyers.duplicates: skip needs a key*", "Add: key: [columns]" },
        { "event_time: updated_at", "event_time: ‸updated", "sources.buyers.event_time: updated is no column of buyers.", "Did you mean updated_at?" },
        { "event_time: updated_at", "event_time: ‸spent", "sources.buyers.event_time: spent is a decimal(18,2), not a timestamp or date.", "*timestamp." },
        { "updated_at: timestamp", "updated_at: ‸timestmp", "sources.buyers.columns.updated_at: timestmp is no type.", "Did you mean timestamp?" },
        { "spent: decimal(18, 2)", "spent: ‸decimal(40, 2)", "sources.buyers.columns.spent: decimal(40, 2) is out of range.", "*decimal(18,2)" },
        { "type: bigint", "type: ‸varchar", "sources.buyers.columns.buyer_id.type: varchar is no type.", "Types are: string, bigint*" },
        { "{ type: bigint, required: true,", "{ type: bigint, required: ‸maybe,", "*buyer_id.required: must be true or false, not maybe.", null },
        { "type: date, format", "type: bigint, format", "sources.buyers.columns.born.format: is for dates and timestamps, not for bigint.", "*" },
        { "\"%d.%m.%Y\"", "‸\"dd.MM.yyyy\"", "sources.buyers.columns.born.format: dd.MM.yyyy is no strptime format.", "*%d.%m.%Y*" },
        { "header: \"Born On\"", "header: spent", "sources.buyers.columns: born and spent would both be read from spent.", "Give each column its own header." },
        { "  statements:\n    format", "  ‸Statements:\n    format", "sources: Statements is no usable name.", "*lower-case*" },
        { "files: \"buyers_*.csv\"", "files: ‸\"new/*.csv\"", "sources.buyers.files: is a pattern of file names inside the folder, without /.", "*key folder." },
        { "    format: ndjson", "    format: ndjson\n    delimiter: ‸','", "sources.statements.delimiter: is for csv files only.", "Remove the key." },
        { "folder: exports/buyers", "folder: ‸${env:KMEN_TEST_UNSET}", "sources.buyers.folder: the environment variable KMEN_TEST_UNSET is not set.", "Set it*" },
        { "folder: exports/buyers", "folder: ‸${HOME}/x", "sources.buyers.folder: holds ${ without a whole reference.", "A reference is written ${env:NAME}." },
        { "name: florist", "name: ‸${env:HOME}", "name: a reference such as ${env:NAME} is not allowed here.", "*folder, url and secret*" },
        { "legal_basis: contract", "legal_basis: ‸contracts", "purposes.service.legal_basis: must be consent, contract*", "Did you mean contract?" },
        { "email: { address_type: email }", "‸email: {}", "channels.email: the key address_type is missing.", null },
        { "source: statements", "source: ‸statement", "consents.source: there is no source statement.", "Did you mean statements?" },
        { "address_type: kind", "address_type: ‸kinds", "consents.address_type: kinds is no column of the source statements.", "Did you mean kind?" },
        { "staging.stg_statements", "‸stg_statements", "consents.statements: stg_statements is no table.", "Write schema and table: staging.stg_consents" },
        { "{ state: /var/lib/kmen,", "{ state: ‸.kmen/,", "targets.prod.state: the folder .kmen/ is that of dev too*", "*" },
        { "kind: folder", "kind: ‸ftp", "destinations.files.kind: must be folder or webhook, not ftp.", null },
        { "armed: [prod]", "armed: [‸production]", "destinations.crm.armed: there is no target production.", "*" },
        { "channel: email\n    folder", "channel: ‸emial\n    folder", "destinations.files.channel: there is no channel emial.", "Did you mean email?" },
        { "[welcome, win_back]", "‸[]", "destinations.files.audiences: the list is empty.", "*" },
        { "[welcome, win_back]", "[welcome, ‸win-back.sql]", "destinations.files.audiences: win-back.sql is no audience.", "*without .sql." },
        { "  files:\n    kind: folder\n    channel: email\n    folder: outgoing/email\n", "  ‸files:\n    kind: folder\n    channel: email\n", "destinations.files: the key folder is missing, which kind folder needs.", null },
        { "    attempts: 3", "    folder: ‸x\n    attempts: 3", "destinations.crm.folder: has no meaning for kind webhook.", "Remove the key, or change the kind." },
        { "attempts: 3", "attempts: ‸11", "destinations.crm.attempts: must be a whole number from 1 to 10, not 11.", null },
        { "batch_rows: 100", "batch_rows: ‸10001", "destinations.crm.batch_rows: must be a whole number from 1 to 10000, not 10001.", null },
        { "max_removal_share: 0.25", "max_removal_share: ‸25", "destinations.crm.max_removal_share: must be a number from 0 to 1, not 25.", null },
        { "{ FirstName: first_name }", "{ FirstName: ‸[a] }", "destinations.files.fields.FirstName: must be a text, not a list.", null },
        { "url: \"${env:FLORIST_URL}\"", "url: ‸http://crm.example.com/hook", "destinations.crm.url: would send personal data unencrypted.", "Write https://*" },
        { "url: \"${env:FLORIST_URL}\"", "url: ‸crm", "destinations.crm.url: is no web address.", "*" },
        { "\"0 30 2 * * ?\"", "‸\"30 2 * * *\"", "schedule.night: a schedule has six fields*not 5.", "Put the second in front*" },
        { "\"0 30 2 * * ?\"", "‸\"0 30 2 * * *\"", "schedule.night: exactly one of day of month (fourth) and day of week (sixth) must be ?.", "*" },
        { "catch_up: each", "catch_up: ‸all", "schedule.catch_up: must be one or each, not all.", null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_BrokenRule_SaysWhatWhereAndTheWayOut(string old, string replacement, string message, string? wayOut)
    {
        var marked = SampleWorkspace.With(old, replacement);

        var error = Errors(marked.Replace("‸", "", StringComparison.Ordinal)).First(error => Matches(error.Message, message));

        if (marked.IndexOf('‸', StringComparison.Ordinal) is >= 0 and var offset)
        {
            error.Where.Should().Be(SourcePosition.At("kmen.yml", marked.Replace("‸", "", StringComparison.Ordinal), offset));
        }

        error.ExitCode.Should().Be(ExitCode.Usage);
        if (wayOut is not null)
        {
            error.WayOut.Should().Match(wayOut);
        }
    }

    [Fact]
    public void Read_SeveralBrokenRules_ShowsAllInTheFilesOrder()
    {
        var text = SampleWorkspace.With("keep_nights: 3", "keep_nights: 0").Replace("attempts: 3", "attempts: 0", StringComparison.Ordinal)
            .Replace("load: full", "load: whole", StringComparison.Ordinal);

        var read = () => WorkspaceReader.Read("/nowhere", text, new KeyTrace());

        var error = read.Should().Throw<KmenException>().Which;
        error.Message.Should().StartWith("kmen.yml has 3 errors:\n  kmen.yml:4:14: keep_nights: must be");
        error.ExitCode.Should().Be(ExitCode.Usage);
        error.Parts.Select(part => part.Where!.Line).Should().BeInAscendingOrder().And.HaveCount(3);
    }

    [Fact]
    public void Read_ConsentPurposeWithoutConsents_IsRefused()
    {
        var start = SampleWorkspace.Whole.IndexOf("consents:", StringComparison.Ordinal);
        var end = SampleWorkspace.Whole.IndexOf("targets:", StringComparison.Ordinal);

        Errors(SampleWorkspace.Whole.Remove(start, end - start)).Should().ContainSingle()
            .Which.Message.Should().Be("purposes: marketing rests on consent, but the workspace has no section consents, so nobody could ever be reached for it.");
    }

    [Fact]
    public void Read_TwoFolderDestinationsInOneFolder_IsRefused()
    {
        var text = SampleWorkspace.With(
            "  crm:\n", "  more: { kind: folder, channel: email, folder: ./outgoing/email, audiences: [welcome] }\n  crm:\n");

        Errors(text).Should().ContainSingle().Which.Message.Should().Be("destinations.more.folder: files writes into this folder too; its deltas would be mixed up.");
    }

    [Theory]
    [InlineData("secret: \"${env:FLORIST_SECRET}\"", "secret: hunter2hunter2", "destinations.crm.secret: stands here in plain.")]
    [InlineData("secret: \"${env:FLORIST_SECRET}\"", "secret: \"hunter2${env:FLORIST_SECRET}\"", "destinations.crm.secret: stands here in plain.")]
    [InlineData("url: \"${env:FLORIST_URL}\"", "url: https://user:hunter2@crm.example.com/", "destinations.crm.url: holds a password, which must not stand in a file.")]
    public void Read_SecretInPlain_IsRefusedWithoutShowingIt(string old, string replacement, string message)
    {
        var error = Errors(SampleWorkspace.With(old, replacement)).Should().ContainSingle().Subject;

        error.Message.Should().Be(message);
        error.ToString().Should().NotContain("hunter2");
        error.Where!.Excerpt.Should().BeNull(because: "the line holds the secret");
        error.Where.Line.Should().BeGreaterThan(60);
    }

    static IReadOnlyList<KmenException> Errors(string text)
    {
        try
        {
            WorkspaceReader.Read("/nowhere", text, new KeyTrace());
        }
        catch (KmenException error)
        {
            return error.Parts.Count > 0 ? error.Parts : [error];
        }

        return [];
    }

    static bool Matches(string text, string wildcard) =>
        System.Text.RegularExpressions.Regex.IsMatch(text, "^" + System.Text.RegularExpressions.Regex.Escape(wildcard).Replace("\\*", ".*", StringComparison.Ordinal) + "$");
}
