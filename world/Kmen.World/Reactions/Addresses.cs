using System.Globalization;
using System.Text;
using Kmen.World.Exports;
using Kmen.World.People;

namespace Kmen.World.Reactions;

/// <summary>Finds whose an address is. The number in it is a permutation of person and address, which is turned back; then the whole address must be the same.</summary>
internal sealed class Addresses(Blueprint world)
{
    readonly Contacts contacts = new(world);
    readonly ByteWriter writer = new();
    readonly Person person = new();

    /// <summary>The person, which of their addresses, and whether it is a phone number; null where it is nobody's, as with a slip.</summary>
    public (int Person, int Number, bool IsPhone)? Find(string address) => address.Contains('@', StringComparison.Ordinal) ? FindEmail(address) : FindPhone(address);

    (int Person, int Number, bool IsPhone)? FindEmail(string address)
    {
        int at = address.IndexOf('@', StringComparison.Ordinal);
        int first = at;
        while (first > 0 && char.IsAsciiDigit(address[first - 1]))
        {
            first--;
        }

        if (!long.TryParse(address.AsSpan(first, at - first), NumberStyles.None, CultureInfo.InvariantCulture, out long mailbox))
        {
            return null;
        }

        long value = world.Ids.MailboxOf(mailbox);
        return Exists(value / 4) && Matches((int)(value / 4), (int)(value % 4), contacts.Email, address) ? ((int)(value / 4), (int)(value % 4), false) : null;
    }

    (int Person, int Number, bool IsPhone)? FindPhone(string number)
    {
        if (Contacts.PhoneValue(number) is not long known)
        {
            return null;
        }

        long value = world.Ids.PhoneOf(known);
        return Exists(value / 2) && Matches((int)(value / 2), (int)(value % 2), contacts.PlainPhone, number) ? ((int)(value / 2), (int)(value % 2), true) : null;
    }

    bool Exists(long index) => index < world.PersonsAtEnd;

    bool Matches(int index, int number, Action<ByteWriter, Person, int> write, string address)
    {
        world.Census.Read(index, person);
        writer.Clear();
        write(writer, person, number);
        return string.Equals(Encoding.ASCII.GetString(writer.Written), address, StringComparison.OrdinalIgnoreCase);
    }
}
