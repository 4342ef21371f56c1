using Kmen.World.Lives;
using Kmen.World.People;

namespace Kmen.World.Exports;

internal sealed partial class Writing
{
    readonly HashSet<long> identified = [];

    void StartIdentities() => identified.Clear();

    // Says once a person and file that the record is theirs. Addresses are in small letters, numbers with +420: sources differ in that.
    void Identify(IdentityKind kind, int number)
    {
        if (!identified.Add(((long)kind << 40) + number))
        {
            return;
        }

        ByteWriter row = On(Source.Identities).Row();
        switch (kind)
        {
            case IdentityKind.Customer:
                row.Put("customer,"u8).Number(world.Ids.Customer(life.Person.Index, number == 1));
                break;
            case IdentityKind.Email:
                row.Put("email,"u8);
                contacts.Email(row, life.Person, number);
                break;
            case IdentityKind.Phone:
                row.Put("phone,"u8);
                contacts.PlainPhone(row, life.Person, number);
                break;
            default:
                row.Put("loyalty_card,"u8);
                contacts.Card(row, life.Person);
                break;
        }

        row.Put(Comma).Number(life.Person.Index).Put(NewLine);
    }

    void IdentifyCookie(int device, int day)
    {
        int number = contacts.CookieNumber(life.Person, device, day);
        if (identified.Add(((long)IdentityKind.Cookie << 40) + ((long)device << 32) + number))
        {
            ByteWriter row = On(Source.Identities).Row().Put("cookie,"u8);
            contacts.Cookie(row, life.Person, device, day);
            row.Put(Comma).Number(life.Person.Index).Put(NewLine);
        }
    }

    void IdentifyMistyped(in Purchase order)
    {
        ByteWriter row = On(Source.Identities).Row().Put("email,"u8);
        contacts.OrderEmail(row, life.Person, order);
        row.Put(Comma).Number(life.Person.Index).Put(NewLine);
    }

    void IdentifyOrder(ulong id) =>
        On(Source.Identities).Row().Put("order,O"u8).Hex(id).Put(Comma).Number(life.Person.Index).Put(NewLine);
}
