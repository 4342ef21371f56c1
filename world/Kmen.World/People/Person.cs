namespace Kmen.World.People;

/// <summary>
/// One person of the world: who they are, and the latent traits from which everything they do follows. Filled by <see cref="Census"/>; one
/// object is reused for many persons.
/// </summary>
internal sealed class Person
{
    /// <summary>The index of the person in the world, from 0.</summary>
    public int Index { get; set; }

    /// <summary>The index of the first member of the household: the household's number.</summary>
    public int Household { get; set; }

    public int HouseholdSize { get; set; }

    public bool IsWoman { get; set; }

    public int FirstName { get; set; }

    public int Surname { get; set; }

    /// <summary>The surname after <see cref="SurnameChangeAt"/>.</summary>
    public int LaterSurname { get; set; }

    public DateOnly BirthDate { get; set; }

    /// <summary>0 for those from here, otherwise the number of <see cref="ForeignNames.Origins"/> and one; of the household.</summary>
    public int Origin { get; set; }

    /// <summary>The person dies before losing interest, on <see cref="DropoutDay"/>.</summary>
    public bool Dies { get; set; }

    /// <summary>How much the person likes what is dear, 0 … 255.</summary>
    public int Luxury { get; set; }

    public int Place { get; set; }

    /// <summary>The household's place after <see cref="MoveAt"/>.</summary>
    public int LaterPlace { get; set; }

    /// <summary>The day on which the person first meets the retailer, and the moment.</summary>
    public int ArrivalDay { get; set; }

    public long ArrivalAt { get; set; }

    public bool HasAccount { get; set; }

    /// <summary>The account was opened at a counter of a shop: with a loyalty card, often without e-mail.</summary>
    public bool OpenedInShop { get; set; }

    public bool HasEmail { get; set; }

    public bool HasPhone { get; set; }

    public bool HasCard { get; set; }

    public bool StatesBirthDate { get; set; }

    public bool StatesSex { get; set; }

    /// <summary>Signed up for news without an account.</summary>
    public bool HasNewsletter { get; set; }

    /// <summary>Whose e-mail the person uses: their own index, or a member of the household.</summary>
    public int EmailOwner { get; set; }

    public int PhoneOwner { get; set; }

    /// <summary>When the second account was opened; <see cref="Never"/> if not.</summary>
    public long SecondAccountAt { get; set; }

    public long EmailChangeAt { get; set; }

    /// <summary>When the e-mail of <see cref="EmailOwner"/> changes.</summary>
    public long OwnerEmailChangeAt { get; set; }

    public long PhoneChangeAt { get; set; }

    public long OwnerPhoneChangeAt { get; set; }

    public long MoveAt { get; set; }

    public long SurnameChangeAt { get; set; }

    /// <summary>When the mailbox stops taking mail.</summary>
    public long MailboxEndsAt { get; set; }

    /// <summary>The last day as a customer (buy till you die): no need leads to this retailer afterwards.</summary>
    public int DropoutDay { get; set; }

    /// <summary>Needs against the average person, 65,536 is one.</summary>
    public long NeedRate { get; set; }

    /// <summary>Gaps between needs are evenly spaced rather than memoryless.</summary>
    public bool IsRegular { get; set; }

    /// <summary>0 … 255, as the other traits below.</summary>
    public int PriceSensitivity { get; set; }

    public int ShopShare { get; set; }

    public int LoginShare { get; set; }

    public int Openness { get; set; }

    public int Decisiveness { get; set; }

    /// <summary>0 early, 1 ordinary, 2 late.</summary>
    public int Chronotype { get; set; }

    /// <summary>The three categories the person likes most, first to third.</summary>
    public int FirstInterest { get; set; }

    public int SecondInterest { get; set; }

    public int ThirdInterest { get; set; }

    /// <summary>Bits: 1 desktop, 2 phone, 4 tablet.</summary>
    public int Devices { get; set; }

    /// <summary>The hidden pattern of when the person buys, of what they buy, and of how they conduct themselves.</summary>
    public Pattern Timing { get; set; }

    public Pattern Basket { get; set; }

    public Pattern Conduct { get; set; }

    /// <summary>The day of the week of a ritualist, 0 is Sunday.</summary>
    public int OwnWeekday { get; set; }

    /// <summary>The product that a restocker comes back for.</summary>
    public int Staple { get; set; }

    /// <summary>The brand of a devotee.</summary>
    public int Brand { get; set; }

    /// <summary>How many days before their birthday a treater likes to buy.</summary>
    public int BirthdayShift { get; set; }

    public bool HasApp { get; set; }

    /// <summary>How long the person bears messages, 0 … 255.</summary>
    public int Patience { get; set; }

    /// <summary>How much of what the person tells the retailer is true, 0 … 255.</summary>
    public int Honesty { get; set; }

    /// <summary>The birth date that the account states, if any.</summary>
    public DateOnly StatedBirthDate { get; set; }

    /// <summary>The account has a number that is not the person's; orders have the right one, because parcels come.</summary>
    public bool GivesFalsePhone { get; set; }

    /// <summary>What the address with the number 0 is.</summary>
    public FirstMailbox FirstMailbox { get; set; }

    /// <summary>When the address with the number 0 stops taking mail, if before <see cref="MailboxEndsAt"/>.</summary>
    public long FirstMailboxEndsAt { get; set; }

    /// <summary>A moment that does not come.</summary>
    public const long Never = long.MaxValue;

    public bool OwnsEmail => EmailOwner == Index;

    public bool OwnsPhone => PhoneOwner == Index;

    /// <summary>Mail to the address arrives at the moment.</summary>
    public bool TakesMail(int address, long moment) => moment < MailboxEndsAt && (address != 0 || moment < FirstMailboxEndsAt);

    /// <summary>A silent leaver who has begun to leave.</summary>
    public bool IsLeaving(int day) => Conduct == Pattern.SilentLeaver && !Dies && day >= DropoutDay - Census.LeavingDays;

    /// <summary>Where the household lives at the moment.</summary>
    public int PlaceAt(long moment) => moment >= MoveAt ? LaterPlace : Place;
}
