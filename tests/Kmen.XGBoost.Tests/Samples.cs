namespace Kmen.XGBoost.Tests;

/// <summary>Made-up rows and the settings that tests train with.</summary>
internal static class Samples
{
    public const int Columns = 4;

    /// <summary>The settings of the golden files.</summary>
    public static readonly IReadOnlyDictionary<string, string> Golden = new Dictionary<string, string>
    {
        ["objective"] = "binary:logistic", ["tree_method"] = "hist", ["eta"] = "0.05", ["max_depth"] = "4",
        ["min_child_weight"] = "5", ["lambda"] = "1", ["seed"] = "0", ["base_score"] = "0.5",
    };

    /// <summary>Rows of four features, about one value in ten missing, and labels that depend on the first two.</summary>
    public static (float[] Values, float[] Labels) Draw(int rows, int seed)
    {
        var random = new Random(seed);
        var values = new float[rows * Columns];
        var labels = new float[rows];
        for (var row = 0; row < rows; row++)
        {
            var cells = values.AsSpan(row * Columns, Columns);
            for (var column = 0; column < Columns; column++)
            {
                cells[column] = (float)random.NextDouble();
            }

            labels[row] = random.NextDouble() < 1 / (1 + Math.Exp(-4 * (cells[0] - cells[1]))) ? 1 : 0;
            if (random.Next(10) == 0)
            {
                cells[random.Next(Columns)] = float.NaN;
            }
        }

        return (values, labels);
    }

    public static Booster Train(
        float[] values, float[] labels, int threads, IReadOnlyDictionary<string, string> parameters, int rounds)
    {
        using var training = DMatrix.FromDense(values, values.Length / labels.Length, threads);
        training.SetLabels(labels);
        return Train(training, threads, parameters, rounds);
    }

    public static Booster Train(DMatrix training, int threads, IReadOnlyDictionary<string, string> parameters, int rounds)
    {
        var booster = Booster.Create(parameters, threads, training);
        for (var round = 0; round < rounds; round++)
        {
            booster.UpdateOneIteration(round, training);
        }

        return booster;
    }

    /// <summary>AUC by its definition: every positive against every negative.</summary>
    public static double Auc(float[] scores, float[] labels)
    {
        var (wins, pairs) = (0.0, 0L);
        for (var i = 0; i < scores.Length; i++)
        {
            for (var j = 0; labels[i] == 1 && j < scores.Length; j++)
            {
                if (labels[j] == 0)
                {
                    pairs++;
                    wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }

        return wins / pairs;
    }
}
