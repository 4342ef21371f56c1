namespace Kmen.Learning.Statistics;

/// <summary>The logistic scale: margins (log-odds) and probabilities.</summary>
public static class LogOdds
{
    /// <summary>The probability of a margin: 1 / (1 + e^-margin), without overflow at either end.</summary>
    public static double ToProbability(double margin)
    {
        if (margin >= 0)
        {
            return 1 / (1 + Math.Exp(-margin));
        }

        var odds = Math.Exp(margin);
        return odds / (1 + odds);
    }

    /// <summary>The margin of a probability: log(p / (1 - p)); infinite at 0 and 1.</summary>
    public static double FromProbability(double probability) => Math.Log(probability) - Math.Log(1 - probability);

    /// <summary>The log loss of predicting a margin where the truth is <paramref name="target"/>, from 0 to 1; finite for every finite margin.</summary>
    public static double Loss(double margin, double target)
    {
        var softplus = margin > 0 ? margin + Math.Log(1 + Math.Exp(-margin)) : Math.Log(1 + Math.Exp(margin));
        return softplus - (target * margin);
    }
}
