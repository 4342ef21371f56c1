namespace Kmen.Activation.Journal;

/// <summary>One change of one member.</summary>
/// <param name="Number">Number in the journal.</param>
/// <param name="Operation">upsert or remove.</param>
/// <param name="ExternalId">The member.</param>
/// <param name="AddressType">Kind of the address, as sent or to be sent.</param>
/// <param name="Address">The address; of a removal, the one that was sent.</param>
/// <param name="Fields">A JSON object; empty for a removal.</param>
internal sealed record JournalRow(long Number, string Operation, string ExternalId, string? AddressType, string? Address, string Fields)
{
    public bool IsRemoval => Operation == "remove";
}
