using System.Diagnostics;

namespace Kmen.Warehouse.Tests;

public sealed class AttachTests : IDisposable
{
    readonly TestEngine engine = new();

    public void Dispose() => engine.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Detach_WritesEverythingIntoTheOneFile(bool isThrowAway)
    {
        var file = engine.PathOf("other.duckdb");
        engine.Warehouse.Attach("other", file, isThrowAway: isThrowAway);
        engine.Session.Execute("create table other.main.t as select 1 as a");
        engine.Warehouse.Detach("other");
        Directory.EnumerateFiles(engine.Folder, "other.duckdb*").Should().Equal(file);
        engine.Warehouse.Attach("again", file, readOnly: true);
        engine.Query("select a from again.main.t").Should().Equal("1");
        engine.Warehouse.Detach("again");
    }

    [Fact]
    public void Attach_ReadOnly_RefusesWrites()
    {
        var file = engine.PathOf("other.duckdb");
        engine.Warehouse.Attach("other", file);
        engine.Session.Execute("create table other.main.t as select 1 as a");
        engine.Warehouse.Detach("other");
        engine.Warehouse.Attach("other", file, readOnly: true);
        var act = () => engine.Session.Execute("insert into other.main.t values (2)");
        act.Should().Throw<WarehouseException>().WithMessage("*read-only*");
        engine.Query("select count(*) from other.main.t").Should().Equal("1");
    }

    [Fact]
    public void Attach_ReadOnlyOfAMissingFile_IsRefusedAndMakesNone()
    {
        var act = () => engine.Warehouse.Attach("other", engine.PathOf("missing.duckdb"), readOnly: true);
        act.Should().Throw<WarehouseException>().WithMessage("*missing.duckdb*");
        File.Exists(engine.PathOf("missing.duckdb")).Should().BeFalse();
    }

    [Fact]
    public void Attach_OfAnotherKindOfFile_IsRefused()
    {
        File.WriteAllText(engine.PathOf("notes.duckdb"), new string('x', 20_000));
        var act = () => engine.Warehouse.Attach("other", engine.PathOf("notes.duckdb"));
        act.Should().Throw<WarehouseException>().WithMessage("*notes.duckdb*not a valid*");
    }

    [Fact]
    public void Attach_OfAFileThatAnotherProcessHolds_SaysSo()
    {
        var file = engine.PathOf("held.duckdb");
        using var holder = Process.Start(new ProcessStartInfo("dotnet", [typeof(FileHolder).Assembly.Location, file])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            holder.StandardOutput.ReadLine().Should().Be(FileHolder.Ready);
            var act = () => engine.Warehouse.Attach("other", file);
            var error = act.Should().Throw<WarehouseException>().Which;
            error.Kind.Should().Be("IO");
            error.Message.Should().Contain("held.duckdb").And.Contain("lock");
        }
        finally
        {
            holder.StandardInput.Close();
            holder.WaitForExit();
        }

        holder.ExitCode.Should().Be(0);
        engine.Warehouse.Attach("other", file);
    }

    [Fact]
    public void Attach_UnderAHostileName_IsPossible()
    {
        const string Name = "we\"ird; drop'";
        engine.Warehouse.Attach(Name, engine.PathOf("it's.duckdb"));
        using var session = engine.Warehouse.Open(Name);
        session.Execute("create table t as select 1 as a");
        session.Tables().Should().ContainSingle();
        session.Dispose();
        engine.Warehouse.Detach(Name);
    }

    [Fact]
    public void Open_OnACatalogueThatIsNotThere_IsRefused()
    {
        var act = () => engine.Warehouse.Open("nowhere");
        act.Should().Throw<WarehouseException>();
    }

    [Fact]
    public void Sessions_OfOneEngine_SeeEachOthersCommits()
    {
        using var other = engine.Warehouse.Open(TestEngine.Store);
        engine.Session.Execute("create table main.t as select 1 as a");
        other.Scalar<int>("select a from main.t").Should().Be(1);
    }

    [Fact]
    public void Sessions_OnSeveralThreads_WorkAtTheSameTime()
    {
        engine.Session.Execute("create table main.t (a int)");
        Parallel.For(0, 8, _ =>
        {
            using var session = engine.Warehouse.Open(TestEngine.Store);
            for (var i = 0; i < 20; i++)
            {
                session.Execute("insert into main.t values (1)");
            }
        });
        engine.Query("select count(*) from main.t").Should().Equal("160");
    }

    [Fact]
    public void Settings_OfTheEngine_AreThoseAskedFor()
    {
        using var small = new TestEngine(threads: 3, memory: "333MB");
        small.Query("select current_setting('threads'), current_setting('TimeZone'), current_setting('autoinstall_known_extensions')")
            .Should().Equal("3|UTC|False");
        small.Session.Scalar<string>("select current_setting('memory_limit')").Should().StartWith("317").And.EndWith("MiB");
    }

    [Theory]
    [InlineData("64MB", "61.0 MiB")]
    [InlineData(null, "0 bytes")]
    public void HeldMemory_IsWhatTheEngineKeepsForItsNextUse(string? held, string expected)
    {
        using var warehouse = DuckDb.DuckDbWarehouse.Start(new WarehouseOptions { Threads = 1, Memory = "200MB", HeldMemory = held, TempFolder = engine.PathOf("held") });
        using var session = warehouse.Open();
        session.Scalar<string>("select current_setting('block_allocator_memory')").Should().Be(expected);
    }

    [Fact]
    public void Start_WithAWrongSetting_IsRefused()
    {
        var act = () => DuckDb.DuckDbWarehouse.Start(new WarehouseOptions { Threads = 1, Memory = "much", TempFolder = engine.PathOf("x") });
        act.Should().Throw<WarehouseException>().WithMessage("*memory*");
    }
}
