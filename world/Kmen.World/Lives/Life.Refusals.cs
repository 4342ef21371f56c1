namespace Kmen.World.Lives;

internal sealed partial class Life
{
    // Whoever has refused cannot refuse again: a link followed while the latest word about the address is a withdrawal does nothing. Seen in the order of time, which
    // is not that of sending, and so once all that was sent is known; what is dropped allowed nothing and forbade nothing.
    void DropRepeatedRefusals()
    {
        for (int i = Statements.Count - 1; i >= 0; i--)
        {
            Statement refusal = Statements[i];
            if (refusal.Cause >= Unsubscribed && IsRefusedBefore(refusal))
            {
                Statements.RemoveAt(i);
                Undo(refusal.Cause);
            }
        }
    }

    bool IsRefusedBefore(in Statement refusal)
    {
        (long At, int Cause) latest = (long.MinValue, 0);
        bool isRefused = false;
        foreach (Statement other in Statements)
        {
            (long, int) place = (other.At, other.Cause);
            if (other.Purpose == refusal.Purpose && other.IsPhone == refusal.IsPhone && other.Address == refusal.Address
                && place.CompareTo((refusal.At, refusal.Cause)) < 0 && place.CompareTo(latest) > 0)
            {
                latest = place;
                isRefused = !other.IsGiven;
            }
        }

        return isRefused;
    }

    void Undo(int cause)
    {
        if (cause >= UnsubscribedFromMessage)
        {
            int reaction = Reactions.FindIndex(it => it.Message.Number == cause - UnsubscribedFromMessage);
            Reactions[reaction] = Reactions[reaction] with { UnsubscribedAt = 0 };
        }
        else
        {
            int mailing = Mailings.FindIndex(it => it.Campaign == cause - Unsubscribed);
            Mailings[mailing] = Mailings[mailing] with { UnsubscribedAt = 0 };
        }
    }
}
