namespace Kmen.World.Tests;

public sealed class RetailerErrorTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(10_000_001)]
    public void GenerateHistory_WithPersonsOutOfRange_SaysTheRange(int persons)
    {
        using var world = new ThrowAway();
        Action act = () => Retailer.GenerateHistory(ThrowAway.Options() with { Persons = persons }, world.Folders);
        act.Should().Throw<WorldException>().WithMessage($"Persons is {persons}; it must be from 1 to 10000000.");
    }

    [Fact]
    public void GenerateHistory_OverAnotherWorld_IsRefusedAndChangesNothing()
    {
        using var world = new ThrowAway();
        Retailer.GenerateHistory(ThrowAway.Options(200, 10), world.Folders);
        SortedDictionary<string, string> before = world.Hashes();
        Action act = () => Retailer.GenerateHistory(ThrowAway.Options(201, 10), world.Folders);
        act.Should().Throw<WorldException>().WithMessage("*another world*200 persons*201 persons*");
        world.Hashes().Should().Equal(before);
    }

    [Fact]
    public void GenerateHistory_OverExportsOfUnknownOrigin_IsRefused()
    {
        using var world = new ThrowAway();
        string folder = Directory.CreateDirectory(Path.Combine(world.Folders.Exports, "orders")).FullName;
        File.WriteAllText(Path.Combine(folder, "orders_2020-01-01.csv"), "order_id\n");
        Action act = () => Retailer.GenerateHistory(ThrowAway.Options(200, 10), world.Folders);
        act.Should().Throw<WorldException>().WithMessage("*holds exports*");
    }

    [Fact]
    public void GenerateNextDay_WithoutWorld_SaysToGenerateFirst()
    {
        using var world = new ThrowAway();
        Action act = () => Retailer.GenerateNextDay(world.Folders);
        act.Should().Throw<WorldException>().WithMessage("*generate a history first*");
    }

    [Fact]
    public void GenerateHistory_Cancelled_LeavesNoExportAndCanBeMadeAgain()
    {
        using var world = new ThrowAway();
        using var source = new CancellationTokenSource();
        source.Cancel();
        Action act = () => Retailer.GenerateHistory(ThrowAway.Options(200, 10), world.Folders, cancellation: source.Token);
        act.Should().Throw<OperationCanceledException>();
        world.Hashes().Keys.Should().Equal("world.json");
        Action next = () => Retailer.GenerateNextDay(world.Folders);
        next.Should().Throw<WorldException>().WithMessage("*not finished*");
        Retailer.GenerateHistory(ThrowAway.Options(200, 10), world.Folders).Sources.Should().OnlyContain(made => made.Files > 0);
    }

    [Fact]
    public void GenerateHistory_CancelledHalfWay_LeavesNoFileOfIt()
    {
        using var world = new ThrowAway();
        using var source = new CancellationTokenSource();
        var cancelling = new Cancelling(source);
        Action act = () => Retailer.GenerateHistory(ThrowAway.Options(9000, 10), world.Folders, cancelling, source.Token);
        act.Should().Throw<OperationCanceledException>();
        cancelling.Fraction.Should().BeInRange(0.01, 0.99, because: "it was under way");
        world.Hashes().Keys.Should().Equal("world.json");
    }

    [Fact]
    public void GenerateHistory_WhereAFileIsInTheWay_SaysWhichFolders()
    {
        using var world = new ThrowAway();
        File.WriteAllText(world.Folders.Exports, "not a folder");
        Action act = () => Retailer.GenerateHistory(ThrowAway.Options(200, 10), world.Folders);
        act.Should().Throw<WorldException>().WithMessage($"*cannot be written to {world.Folders.Exports}*");
    }

    [Fact]
    public void WorldFolders_WithStateBelowTheExports_AreRefused()
    {
        Action act = () => _ = new WorldFolders("/tmp/incoming", "/tmp/incoming/orders");
        act.Should().Throw<WorldException>().WithMessage("*read as a source*");
    }

    [Fact]
    public void Progress_OfAHistory_EndsWithTheRowsOfTheSummary()
    {
        using var world = new ThrowAway();
        var told = new Told();
        WorldSummary summary = Retailer.GenerateHistory(ThrowAway.Options(300, 30), world.Folders, told);
        summary.Sources.Should().AllSatisfy(made => told.Rows[made.Name].Should().Be(made.Rows));
    }

    sealed class Cancelling(CancellationTokenSource source) : IProgress<WorldProgress>
    {
        public double Fraction { get; private set; }

        public void Report(WorldProgress value)
        {
            Fraction = value.Fraction;
            source.Cancel();
        }
    }

    sealed class Told : IProgress<WorldProgress>
    {
        public Dictionary<string, long> Rows { get; } = [];

        public void Report(WorldProgress value) => Rows[value.Source] = value.Rows;
    }
}
