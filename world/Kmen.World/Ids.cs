using Kmen.World.Chance;

namespace Kmen.World;

/// <summary>
/// The ids in the exports: unique, the same whenever they are written, and telling nothing of the person. Each is a permutation of the cause it
/// stands for (person, need, part).
/// </summary>
internal sealed class Ids(int persons, ulong seed)
{
    /// <summary>Persons of the largest world, those of later days included.</summary>
    public const int MostPersons = 26_000_000;

    readonly Shuffle accounts = new(Math.Max(100_000, persons * 4L), Mixing.Combine(seed, 101));
    readonly Shuffle cards = new(90_000_000, Mixing.Combine(seed, 102));
    readonly Shuffle mailboxes = new(Math.Max(10_000, persons * 8L), Mixing.Combine(seed, 103));
    readonly Shuffle phones = new(52_000_000, Mixing.Combine(seed, 104));
    readonly ulong causes = Mixing.Combine(seed, 105);

    public long Customer(int person, bool second) => 100_000 + accounts.Of((person * 2L) + (second ? 1 : 0));

    /// <summary>Up to eight digits.</summary>
    public long Card(int person) => cards.Of(person);

    /// <summary>A number that makes an address of e-mail unique. A person may have four of them.</summary>
    public long Mailbox(int person, int number) => mailboxes.Of((person * 4L) + number);

    /// <summary>A number below 52 million, two a person.</summary>
    public long Phone(int person, int number) => phones.Of((person * 2L) + number);

    /// <summary>A number that no world of half the most persons gives to anybody.</summary>
    public long MadeUpPhone(int person) => phones.Of((MostPersons * 2L) - 1 - person);

    /// <summary>Turns <see cref="Mailbox"/> back: four times the person, and the number.</summary>
    public long MailboxOf(long id) => mailboxes.From(id);

    /// <summary>Turns <see cref="Phone"/> back: twice the person, and the number.</summary>
    public long PhoneOf(long id) => phones.From(id);

    /// <summary>For orders, events, statements and results: a permutation of 64 bits.</summary>
    public ulong Of(Subject subject, int person, int cause, int part) =>
        unchecked(Mixing.Mix(((ulong)(uint)person << 38 | (ulong)(uint)cause << 14 | (ulong)(uint)part) ^ causes ^ ((ulong)subject * Mixing.Golden)));
}
