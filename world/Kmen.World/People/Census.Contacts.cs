using Kmen.World.Chance;

namespace Kmen.World.People;

internal sealed partial class Census
{
    void ReadContacts(int index, int member, Person person)
    {
        var draws = Draws.For(seed, Topic.Account, index);
        person.HasAccount = draws.Chance(7200);
        person.OpenedInShop = person.HasAccount & draws.Chance(2500);
        person.HasEmail = person.HasAccount ? !(person.OpenedInShop & draws.Chance(3500)) : draws.Chance(8500);
        person.HasPhone = draws.Chance(person.OpenedInShop ? 9000 : 7500);
        person.HasCard = person.HasAccount && (person.OpenedInShop || draws.Chance(4000));
        person.StatesBirthDate = draws.Chance(7200);
        person.StatesSex = draws.Chance(9000);
        person.HasNewsletter = !person.HasAccount && person.HasEmail && draws.Chance(1800);
        person.SecondAccountAt = person.HasAccount && person.HasEmail && draws.Chance(350)
            ? After(Math.Max(person.ArrivalDay, -400) + 30, 500, ref draws)
            : Person.Never;

        // A household's first member lends the address or the number.
        person.EmailOwner = member > 0 && draws.Chance(350) ? person.Household : index;
        person.PhoneOwner = member > 0 && draws.Chance(600) ? person.Household : index;
        ReadChanges(person);
    }

    void ReadChanges(Person person)
    {
        var draws = Draws.For(seed, Topic.Changes, person.Index);
        int from = Math.Max(person.ArrivalDay, -Year);
        (person.EmailChangeAt, person.PhoneChangeAt) = OwnChanges(person.Index);
        person.MailboxEndsAt = After(from, 80 * Year, ref draws);
        person.OwnerEmailChangeAt = person.OwnsEmail ? person.EmailChangeAt : OwnChanges(person.EmailOwner).Email;
        person.OwnerPhoneChangeAt = person.OwnsPhone ? person.PhoneChangeAt : OwnChanges(person.PhoneOwner).Phone;
    }

    (long Email, long Phone) OwnChanges(int index)
    {
        var draws = Draws.For(seed, Topic.Changes, index, 1);
        return (After(-Year, 25 * Year, ref draws), After(-Year, 15 * Year, ref draws));
    }
}
