using System.Text.Json;

namespace Kmen.Activation.Tests.Receiver;

/// <summary>One operation as the receiver read it.</summary>
public sealed record Operation(string Kind, string ExternalId, string? Address, string Fields)
{
    public static Operation Read(JsonElement element) => new(
        element.GetProperty("operation").GetString()!, element.GetProperty("external_id").GetString()!, element.GetProperty("address").GetString(),
        element.GetProperty("fields").GetRawText());
}
