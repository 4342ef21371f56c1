using Kmen.Activation.Tests.Receiver;

namespace Kmen.Activation.Tests.Harness;

/// <summary>A workspace with one webhook destination and the receiver behind it. At its end no breach of the contract may have been seen.</summary>
public sealed class Crm : IAsyncDisposable
{
    Crm(WebhookReceiver receiver)
    {
        Receiver = receiver;
        Bench.AddWebhook(receiver);
    }

    public Bench Bench { get; } = new();

    public WebhookReceiver Receiver { get; }

    public static async Task<Crm> Start() => new(await WebhookReceiver.Start(Bench.Secret));

    public async ValueTask DisposeAsync()
    {
        Bench.Dispose();
        await Receiver.DisposeAsync();
        Receiver.Violations.Should().BeEmpty(because: "every request keeps to the contract");
    }

    /// <summary>Whether the destination holds what is published.</summary>
    public void ShouldHoldWhatIsPublished() => Receiver.Members("welcome").Should().BeEquivalentTo(Bench.Desired());

    /// <summary>The operations applied since the last <see cref="WebhookReceiver.Forget"/>.</summary>
    public IReadOnlyList<string> Applied() => [.. Receiver.Applied.Select(one => $"{one.Operation.Kind} {one.Operation.ExternalId}")];
}
