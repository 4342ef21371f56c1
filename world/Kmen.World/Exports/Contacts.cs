using Kmen.World.Chance;
using Kmen.World.Lives;
using Kmen.World.People;

namespace Kmen.World.Exports;

/// <summary>
/// Addresses of e-mail and numbers of phone. The domains end in <c>.example</c> (RFC 2606), so nothing sent by mistake reaches anyone; the phone
/// numbers look like Czech mobile numbers and may exist.
/// </summary>
internal sealed class Contacts(Blueprint world)
{
    static readonly byte[][] Domains =
        [[.. "@posta.example"u8], [.. "@schranka.example"u8], [.. "@mail.example"u8], [.. "@dopisy.example"u8], [.. "@firma.example"u8], [.. "@obec.example"u8]];

    static readonly Lottery Domain = new([450, 280, 120, 80, 50, 20], 1024);
    static readonly int[] Prefixes = [.. Range(601, 608), .. Range(702, 706), .. Range(720, 739), .. Range(770, 779), .. Range(790, 799)];
    readonly Person lender = new();
    int lenderIndex = -1;

    /// <summary>Instead of one of a person's two phone numbers: the one that the account states falsely.</summary>
    public const int FalsePhone = 2;

    // What many type where they want to type nothing.
    static readonly long[] UsualPhones = [777_777_777, 777_123_456, 603_123_456, 602_602_602];

    /// <summary>Addresses that a person has alone, even where they borrow one: a second one for guests' orders, and the second account's.</summary>
    public static bool IsPrivate(int number) => number is 1 or 3;

    public void Email(ByteWriter writer, Person person, int number)
    {
        Person owner = person.OwnsEmail || IsPrivate(number) ? person : Lender(person.EmailOwner);
        var draws = Draws.For(world.Seed, Topic.Email, owner.Index, number);
        if (number == 0 && owner.FirstMailbox == FirstMailbox.ThrowAway)
        {
            writer.Put((byte)('a' + draws.Below(26))).Put((byte)('a' + draws.Below(26))).Put((byte)('a' + draws.Below(26)))
                .Number(world.Ids.Mailbox(owner.Index, 0)).Put("@jednorazova.example"u8);
            return;
        }

        int start = writer.Length;
        ReadOnlySpan<byte> first = world.FirstNames.Of(owner.IsWoman, owner.FirstName).Mailbox;
        ReadOnlySpan<byte> last = world.Surnames.Of(owner.IsWoman, owner.Surname).Mailbox;
        switch (draws.Below(8))
        {
            case < 3:
                writer.Put(first).Put((byte)'.').Put(last);
                break;
            case < 5:
                writer.Put(last).Put((byte)'.').Put(first);
                break;
            case 5:
                writer.Put(first[0]).Put((byte)'.').Put(last);
                break;
            case 6:
                writer.Put(last);
                break;
            default:
                writer.Put(first).Put((byte)'_').Put(last[0]);
                break;
        }

        writer.Number(world.Ids.Mailbox(owner.Index, number)).Put(Domains[Domain.Draw(ref draws)]);
        if (number == 0 && owner.FirstMailbox == FirstMailbox.Mistyped)
        {
            Span<byte> address = writer.From(start);
            int place = address.IndexOf((byte)'@') + 1 + draws.Below(3);
            (address[place], address[place + 1]) = (address[place + 1], address[place]);
        }
    }

    /// <summary>The address with a slip: two neighbouring letters changed about, in the name or in the domain.</summary>
    public void MistypedEmail(ByteWriter writer, Person person, int number, int need)
    {
        int start = writer.Length;
        Email(writer, person, number);
        Span<byte> address = writer.From(start);
        int at = address.IndexOf((byte)'@');
        var draws = Draws.For(world.Seed, Topic.Writing, person.Index, need);
        int place = draws.Chance(5000) ? at + 1 + draws.Below(2) : draws.Below(2);
        (address[place], address[place + 1]) = (address[place + 1], address[place]);
    }

    /// <summary>The number as it was typed there: the same number takes different forms in different sources.</summary>
    public void Phone(ByteWriter writer, Person person, int number, Source place)
    {
        (long prefix, long rest) = PhoneParts(person, number);
        switch (Draws.For(world.Seed, Topic.Phone, person.Index, ((long)place * 2) + number).Below(10))
        {
            case < 4:
                writer.Put("+420 "u8).Number(prefix).Put((byte)' ').Digits(rest / 1000, 3).Put((byte)' ').Digits(rest % 1000, 3);
                break;
            case < 8:
                writer.Number(prefix).Digits(rest, 6);
                break;
            default:
                writer.Put("00420"u8).Number(prefix).Digits(rest, 6);
                break;
        }
    }

    /// <summary>With the country's prefix, without spaces.</summary>
    public void PlainPhone(ByteWriter writer, Person person, int number)
    {
        (long prefix, long rest) = PhoneParts(person, number);
        writer.Put("+420"u8).Number(prefix).Digits(rest, 6);
    }

    public void Card(ByteWriter writer, Person person) => writer.Put("KM"u8).Digits(world.Ids.Card(person.Index), 8);

    /// <summary>A browser's cookie; it is renewed now and then, and a household's tablet has one for all.</summary>
    public void Cookie(ByteWriter writer, Person person, int device, int day) =>
        writer.Put("c_"u8).Hex(world.Ids.Of(Subject.Cookie, CookieOwner(person, device), device, CookieNumber(person, device, day)));

    public int CookieNumber(Person person, int device, int day)
    {
        var draws = Draws.For(world.Seed, Topic.Cookie, CookieOwner(person, device), device);
        int life = 60 + draws.Below(500);
        return (day + 2500 + draws.Below(life)) / life;
    }

    static int CookieOwner(Person person, int device) => device == 2 ? person.Household : person.Index;

    /// <summary>The address that the order states.</summary>
    public void OrderEmail(ByteWriter writer, Person person, in Purchase order)
    {
        if (order.Has(PurchaseDetails.Mistyped))
        {
            MistypedEmail(writer, person, order.Address, order.Need);
        }
        else
        {
            TypedEmail(writer, person, order.Address, Source.Orders);
        }
    }

    /// <summary>The address as it was typed there: some begin with a capital.</summary>
    public void TypedEmail(ByteWriter writer, Person person, int number, Source place)
    {
        int start = writer.Length;
        Email(writer, person, number);
        if (Draws.For(world.Seed, Topic.Writing, person.Index, -1 - (((long)place * 4) + number)).Chance(250))
        {
            writer.From(start)[0] -= 'a' - 'A';
        }
    }

    (long Prefix, long Number) PhoneParts(Person person, int number)
    {
        if (number == FalsePhone)
        {
            int usual = Draws.For(world.Seed, Topic.Phone, person.Index, -1).Below(UsualPhones.Length * 3);
            if (usual < UsualPhones.Length)
            {
                return (UsualPhones[usual] / 1_000_000, UsualPhones[usual] % 1_000_000);
            }
        }

        long value = number == FalsePhone ? world.Ids.MadeUpPhone(person.Index) : world.Ids.Phone(person.PhoneOwner, number);
        return (Prefixes[value / 1_000_000], value % 1_000_000);
    }

    /// <summary>The number below 52 million that a phone number with +420 stands for; null where it is none of this world.</summary>
    public static long? PhoneValue(string number)
    {
        if (number.Length != 13 || !number.StartsWith("+420", StringComparison.Ordinal)
            || !long.TryParse(number.AsSpan(4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long digits))
        {
            return null;
        }

        int prefix = Array.IndexOf(Prefixes, (int)(digits / 1_000_000));
        return prefix < 0 ? null : (prefix * 1_000_000L) + (digits % 1_000_000);
    }

    Person Lender(int index)
    {
        if (lenderIndex != index)
        {
            world.Census.Read(index, lender);
            lenderIndex = index;
        }

        return lender;
    }

    static IEnumerable<int> Range(int first, int last) => Enumerable.Range(first, last - first + 1);
}
