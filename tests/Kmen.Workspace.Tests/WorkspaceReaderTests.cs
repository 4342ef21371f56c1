using Kmen.Workspace.Configuration;

namespace Kmen.Workspace.Tests;

public sealed class WorkspaceReaderTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_EveryKeySet_GivesWhatIsWritten()
    {
        folder.Write("kmen.yml", SampleWorkspace.Whole);

        var read = WorkspaceReader.Read(folder.Path);

        read.Root.Should().Be(folder.Path);
        read.Name.Should().Be("florist");
        read.TimeZone.Id.Should().Be("Europe/Prague");
        read.Portable.Should().BeTrue();
        read.KeepNights.Should().Be(3);
        read.Engine.Should().Be(new EngineConfiguration { Memory = "16GB", Threads = 2, TempLimit = "1.5TB" });
        read.Purposes["marketing"].LegalBasis.Should().Be(LegalBasis.Consent);
        read.Purposes["service"].LegalBasis.Should().Be(LegalBasis.Contract);
        read.Channels["email"].AddressType.Should().Be("email");
        read.Consents.Should().Be(new ConsentConfiguration
        {
            Statements = "staging.stg_statements", Source = "statements", Address = "address", AddressType = "kind", Purpose = "purpose",
            Channel = "channel", Action = "action", StatedAt = "stated_at", Given = "given",
        });
        read.Targets.Values.Should().Equal(
            new TargetConfiguration("dev", ".kmen", "published"), new TargetConfiguration("prod", "/var/lib/kmen", "/srv/kmen"));
        read.Schedule!.Should().Be(new ScheduleConfiguration("0 30 2 * * ?", TimeZoneInfo.FindSystemTimeZoneById("Europe/London"), CatchUpMode.Each));
    }

    [Fact]
    public void Read_SourceWithEveryKey_GivesWhatIsWritten()
    {
        folder.Write("kmen.yml", SampleWorkspace.Whole);

        var source = WorkspaceReader.Read(folder.Path).Sources[0];

        source.Should().BeEquivalentTo(new SourceConfiguration
        {
            Name = "buyers", Position = new SourcePosition("kmen.yml", 7, 3, "  buyers:"), Description = "People who bought flowers",
            Folder = Path.Combine(folder.Path, "exports/buyers"), Files = "buyers_*.csv", Format = SourceFormat.Csv, Delimiter = ';', Quote = '\'',
            Encoding = "windows-1250", Load = LoadMode.Full, Key = ["buyer_id"], Duplicates = DuplicateMode.Skip, EventTime = "updated_at",
            Columns =
            [
                new SourceColumn("buyer_id", "buyer_id", "bigint", Required: true, DateFormat: null, "Number of the buyer"),
                new SourceColumn("born", "Born On", "date", Required: false, "%d.%m.%Y", null),
                new SourceColumn("spent", "spent", "decimal(18,2)", Required: false, null, null),
                new SourceColumn("updated_at", "updated_at", "timestamp", Required: false, null, null),
            ],
        });
    }

    [Fact]
    public void Read_DestinationsWithEveryKey_GiveWhatIsWrittenAndKeepSecretsUnresolved()
    {
        folder.Write("kmen.yml", SampleWorkspace.Whole);

        var destinations = WorkspaceReader.Read(folder.Path).Destinations;

        destinations[0].Should().BeEquivalentTo(new DestinationConfiguration
        {
            Name = "files", Position = new SourcePosition("kmen.yml", 52, 3, "  files:"), Kind = DestinationKind.Folder, Channel = "email",
            Audiences = ["welcome", "win_back"], Fields = new Dictionary<string, string> { ["FirstName"] = "first_name" }, Armed = ["dev", "prod"],
            Folder = Path.Combine(folder.Path, "outgoing/email"),
        });
        destinations[1].Should().BeEquivalentTo(new DestinationConfiguration
        {
            Name = "crm", Position = new SourcePosition("kmen.yml", 59, 3, "  crm:"), Kind = DestinationKind.Webhook, Channel = "email",
            Audiences = ["welcome"], Armed = ["prod"], Url = "${env:FLORIST_URL}", Secret = "${env:FLORIST_SECRET}", BatchRows = 100,
            MaxRemovalShare = 0.25, MaxRemovalRows = 5, Attempts = 3, TimeoutSeconds = 10,
        });
    }

    [Fact]
    public void Read_OnlyWhatIsRequired_FillsInTheDefaults()
    {
        folder.Write("kmen.yml", "name: small\nsources:\n  items:\n    format: parquet\n    columns: { item_id: bigint }\n");

        var read = WorkspaceReader.Read(folder.Path);

        read.TimeZone.Should().Be(TimeZoneInfo.Utc);
        read.Portable.Should().BeFalse();
        read.KeepNights.Should().Be(7);
        read.Engine.Should().Be(new EngineConfiguration());
        read.Targets.Values.Should().Equal(new TargetConfiguration("dev", ".kmen", "published"));
        read.Consents.Should().BeNull();
        read.Schedule.Should().BeNull();
        read.Destinations.Should().BeEmpty();
        var source = read.Sources.Should().ContainSingle().Subject;
        source.Folder.Should().Be(Path.Combine(folder.Path, "incoming/items"));
        (source.Files, source.Load, source.Duplicates, source.Encoding, source.Key.Count).Should().Be(("*", LoadMode.Append, DuplicateMode.Keep, "utf-8", 0));
    }

    [Fact]
    public void Read_TargetWithoutFolders_GetsFoldersOfItsOwn()
    {
        folder.Write("kmen.yml", SampleWorkspace.With("{ state: /var/lib/kmen, published: /srv/kmen }", "{}"));

        var layout = WorkspaceReader.Read(folder.Path).Layout("prod");

        layout.StateFolder.Should().Be(Path.Combine(folder.Path, ".kmen/prod"));
        layout.PublishedFolder.Should().Be(Path.Combine(folder.Path, "published/prod"));
    }

    [Fact]
    public void Read_FolderFromTheEnvironment_IsResolved()
    {
        Environment.SetEnvironmentVariable("KMEN_TEST_EXPORTS", "/data/exports");
        folder.Write("kmen.yml", SampleWorkspace.With("folder: exports/buyers", "folder: \"${env:KMEN_TEST_EXPORTS}/buyers\""));

        WorkspaceReader.Read(folder.Path).Sources[0].Folder.Should().Be("/data/exports/buyers");
    }

    [Fact]
    public void Find_FromAFolderBelow_GivesTheNearestWorkspaceUpwards()
    {
        folder.Write("kmen.yml", SampleWorkspace.Whole);
        folder.Write("inner/kmen.yml", SampleWorkspace.Whole);
        folder.Write("inner/sql/marts/person.sql", "");
        folder.Write("sql/marts/person.sql", "");

        WorkspaceReader.Find(Path.Combine(folder.Path, "sql/marts")).Should().Be(folder.Path);
        WorkspaceReader.Find(Path.Combine(folder.Path, "inner/sql/marts")).Should().Be(Path.Combine(folder.Path, "inner"));
    }

    [Fact]
    public void Find_OutsideOfAnyWorkspace_SaysHowToMakeOne()
    {
        var find = () => WorkspaceReader.Find(folder.Path);

        var error = find.Should().Throw<KmenException>().Which;
        error.ExitCode.Should().Be(ExitCode.Usage);
        error.Message.Should().Contain(folder.Path);
        error.WayOut.Should().Contain("kmen init");
    }

    [Fact]
    public void Read_FolderWithoutTheFile_NamesTheMisspeltOne()
    {
        folder.Write("kmen.yaml", SampleWorkspace.Whole);

        var read = () => WorkspaceReader.Read(folder.Path);

        read.Should().Throw<KmenException>().Which.WayOut.Should().Be("Rename kmen.yaml to kmen.yml.");
    }

    [Fact]
    public void Read_FileInAnotherEncoding_AsksForUtf8()
    {
        File.WriteAllBytes(Path.Combine(folder.Path, "kmen.yml"), [.. "name: kv"u8, 0xEC, .. "tiny\n"u8]);

        var read = () => WorkspaceReader.Read(folder.Path);

        read.Should().Throw<KmenException>().Which.Message.Should().Be("kmen.yml is not UTF-8.");
    }
}
