using System.Globalization;
using Kmen.Activation.Tests.Harness;
using Kmen.Activation.Tests.Receiver;
using Xunit.Abstractions;

namespace Kmen.Activation.Tests.Delivery;

/// <summary>Whatever happens over some days, with faults, refusals and cut-offs, one clean sync at the end makes the destination hold what is published.</summary>
public sealed class RandomDaysTests(ITestOutputHelper output)
{
    static readonly Fault[] Faults = [Fault.TooMany, Fault.ErrorBefore, Fault.ErrorAfter, Fault.DropBefore, Fault.DropAfter, Fault.Unauthorized];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Sync_RandomDays_ConvergesAndEachChangeTakesEffectOnce(int seed)
    {
        await using var crm = await Crm.Start();
        var random = new Random(seed);
        crm.Bench.Change(destination => destination with { BatchRows = random.Next(1, 8), Attempts = 2, MaxRemovalShare = 1 });
        var world = new RandomWorld(crm.Bench, random);
        var (cuts, faults) = (0, 0);
        for (var day = 0; day < 8; day++)
        {
            crm.Bench.AsOf = crm.Bench.AsOf.AddDays(1);
            world.Change();
            var faulty = random.Next(3) > 0;
            crm.Receiver.Faults = (number, _) => faulty && number % 3 == 0 ? Count(ref faults, Faults[(number + seed) % Faults.Length]) : Fault.None;
            var refused = random.Next(1, 60).ToString(CultureInfo.InvariantCulture);
            crm.Receiver.RejectsRow = operation => operation.ExternalId == refused ? "no" : null;
            var poison = random.Next(1, 60).ToString(CultureInfo.InvariantCulture);
            crm.Receiver.RejectsBatch = operation => operation.ExternalId == poison;
            var forbidden = world.Forbidden;
            crm.Receiver.Forbids = operation => operation.Kind == "upsert" && forbidden.Contains(operation.ExternalId);
            cuts += RunCutOff(crm.Bench, random.Next(3) == 0 ? random.Next(1, 60) : int.MaxValue);
        }

        crm.Receiver.Faults = (_, _) => Fault.None;
        crm.Receiver.RejectsRow = _ => null;
        crm.Receiver.RejectsBatch = _ => false;
        crm.Bench.AsOf = crm.Bench.AsOf.AddDays(1);
        crm.Bench.Run();
        crm.Bench.AsOf = crm.Bench.AsOf.AddDays(1);
        var last = crm.Bench.Run();

        var givenUp = crm.Bench.Query("""
            select distinct external_id from activation.deliveries
            where batch_id in (select batch_id from activation.batches where status = 'abandoned')
            """);
        output.WriteLine($"{crm.Receiver.Requests} requests, {crm.Receiver.Applied.Count} operations applied, {faults} faults, {cuts} cut-offs, {givenUp.Count} given up");
        last.HasFailures.Should().BeFalse();
        crm.Receiver.Members("welcome").Should().BeEquivalentTo(world.Desired());
        Repeats(crm.Receiver).Except(givenUp).Should().BeEmpty(
            because: "no change takes effect twice, but for batches given up because a member in them withdrew");
        crm.Bench.Query("select count(*) from activation.batches where status in ('planned', 'sending', 'unknown')").Should().Equal("0");
        crm.Bench.Query("select external_id from activation.acknowledged where is_certain order by 1").Should().BeEquivalentTo(world.Desired().Keys);
    }

    static Fault Count(ref int faults, Fault fault)
    {
        Interlocked.Increment(ref faults);
        return fault;
    }

    static int RunCutOff(Bench bench, int place)
    {
        var reached = 0;
        Moment.Observer = _ =>
        {
            if (Interlocked.Increment(ref reached) >= place)
            {
                throw new OperationCanceledException("power cut");
            }
        };
        try
        {
            bench.DeliverOptOuts();
            bench.Run();
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 1;
        }
        finally
        {
            Moment.Observer = null;
        }
    }

    /// <summary>Members whose last operation came once more.</summary>
    static IReadOnlyList<string> Repeats(WebhookReceiver receiver)
    {
        var last = new Dictionary<string, Operation>();
        var repeats = new List<string>();
        foreach (var (_, operation) in receiver.Applied)
        {
            if (last.TryGetValue(operation.ExternalId, out var before) && before == operation)
            {
                repeats.Add(operation.ExternalId);
            }

            last[operation.ExternalId] = operation;
        }

        return repeats;
    }
}
