namespace Kmen.Audiences.Tests;

/// <summary>A raw statement of consent, as a source sends it. A moment or an action may be missing.</summary>
internal sealed record Statement(string AddressType, string Address, string Purpose, string Channel, string? Action, DateTime? StatedAt)
{
    public static Statement Given(string address, int day, string purpose = "marketing", string channel = "email") =>
        new(TypeOf(address), address, purpose, channel, "given", TestNights.Midnight(day));

    public static Statement Withdrawn(string address, int day, string purpose = "marketing", string channel = "email") =>
        new(TypeOf(address), address, purpose, channel, "withdrawn", TestNights.Midnight(day));

    static string TypeOf(string address) => address.Contains('@', StringComparison.Ordinal) ? "email" : "phone";
}
