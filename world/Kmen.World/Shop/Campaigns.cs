using Kmen.World.Chance;

namespace Kmen.World.Shop;

/// <summary>The mailings: one in every two days, from the start of the world on.</summary>
internal static class Campaigns
{
    /// <summary>Days from one mailing to the next, on the average.</summary>
    public const int Every = 2;

    /// <summary>A mailing goes out on so many days, to other persons on each.</summary>
    public const int Batches = 2;

    /// <summary>The mailings before the day.</summary>
    public static Campaign[] Before(int day, ulong seed)
    {
        var list = new List<Campaign>();
        for (int i = 0; ; i++)
        {
            var draws = Draws.For(seed, Topic.Campaign, i);
            int sent = i * Every;
            if (sent >= day)
            {
                return [.. list];
            }

            int department = draws.Chance(6500) ? draws.Below(Departments.All.Length) : -1;
            list.Add(new Campaign(i + 1, sent, department, draws.Chance(5000) ? 10 : 0));
        }
    }
}
