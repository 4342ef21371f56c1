namespace Kmen.World.Reactions;

/// <summary>All messages that reached anyone, by person, in the order of their sending.</summary>
internal sealed class Messages
{
    /// <summary>Nothing ever reached anyone.</summary>
    public static readonly Messages None = new([]);

    readonly Dictionary<int, List<Message>> byPerson = [];

    public Messages(IEnumerable<Message> all) => Add(all);

    /// <summary>These and later ones; this object becomes both.</summary>
    public Messages With(IEnumerable<Message> later)
    {
        Add(later);
        return this;
    }

    void Add(IEnumerable<Message> all)
    {
        foreach (Message message in all)
        {
            if (!byPerson.TryGetValue(message.Person, out List<Message>? list))
            {
                byPerson[message.Person] = list = [];
            }

            list.Add(message);
        }
    }

    /// <summary>Those of one person.</summary>
    public IReadOnlyList<Message> Of(int person) => byPerson.TryGetValue(person, out List<Message>? list) ? list : [];
}
