using System.Text;

namespace Kmen.World.Reactions;

/// <summary>The treatments by name, and what audiences of the shipped workspace are to people. <c>channels/treatments.csv</c> names others.</summary>
internal sealed class Treatments
{
    /// <summary>By <see cref="Treatment"/>, as the truth and the channels write them.</summary>
    public static readonly string[] Names =
        ["newsletter", "reminder", "discount_10", "social_proof", "retention_offer", "support_call", "welcome_series", "name_day_greeting"];

    static readonly Dictionary<string, Treatment> Shipped = new(StringComparer.Ordinal)
    {
        ["welcome"] = Treatment.WelcomeSeries,
        ["abandoned_cart"] = Treatment.Reminder,
        ["win_back"] = Treatment.RetentionOffer,
        ["loyal_reward"] = Treatment.Discount,
        ["high_value"] = Treatment.SocialProof,
    };

    readonly Dictionary<string, Treatment> byCampaign = new(Shipped, StringComparer.Ordinal);

    /// <param name="file">CSV with the columns audience and treatment; it need not be there.</param>
    /// <exception cref="WorldException">It names a treatment that is none.</exception>
    public Treatments(string file)
    {
        if (!File.Exists(file))
        {
            return;
        }

        foreach (string[] row in File.ReadLines(file).Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')))
        {
            byCampaign[row[0]] = row.Length > 1 && Find(row[1]) is Treatment known
                ? known
                : throw new WorldException($"{file}: {string.Join(',', row)} names no treatment. Write audience,treatment with one of: {string.Join(", ", Names)}.");
        }
    }

    /// <summary>The treatment of a campaign or audience: as listed, or what its name says, or a newsletter.</summary>
    public Treatment Of(string campaign) => byCampaign.TryGetValue(campaign, out Treatment treatment) ? treatment : Find(campaign) ?? Treatment.Newsletter;

    public static Treatment? Find(string name) => Array.IndexOf(Names, name) is int index and >= 0 ? (Treatment)index : null;

    public static byte[] Utf8(Treatment treatment) => Encoding.UTF8.GetBytes(Names[(int)treatment]);
}
