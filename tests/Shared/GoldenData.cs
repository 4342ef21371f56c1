using System.Globalization;
using System.IO.Compression;

namespace Kmen.Tests;

/// <summary>A data set with what an independent program (C, on the same XGBoost) computed from it.</summary>
internal sealed class GoldenData
{
    /// <summary>Rows whose index leaves this remainder by 5 are the test rows of the golden files.</summary>
    private const int TestFold = 4;

    private GoldenData(string name)
    {
        using var file = new GZipStream(File.OpenRead(PathOf($"{name}_matrix.csv.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        FeatureNames = reader.ReadLine()!.Split(',')[2..];
        List<float> trainingRows = [], trainingLabels = [], testRows = [], testLabels = [];
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            var isTest = int.Parse(cells[0], CultureInfo.InvariantCulture) == TestFold;
            (isTest ? testLabels : trainingLabels).Add(Number(cells[1]));
            (isTest ? testRows : trainingRows).AddRange(cells[2..].Select(Number));
        }

        (TrainingRows, TrainingLabels, TestRows, TestLabels) = ([.. trainingRows], [.. trainingLabels], [.. testRows], [.. testLabels]);
        Probabilities = [.. Table($"{name}_pred.csv").Select(static row => row[2])];
        var explained = Table($"{name}_pred_shap_first200.csv");
        Margins = [.. explained.Select(static row => row[3])];
        Contributions = [.. explained.Select(static row => row[4..])];
        Model = File.ReadAllBytes(PathOf($"{name}_model.json"));
    }

    public string[] FeatureNames { get; }

    public float[] TrainingRows { get; }

    public float[] TrainingLabels { get; }

    public float[] TestRows { get; }

    public float[] TestLabels { get; }

    public float[] Probabilities { get; }

    /// <summary>Log-odds of the first 200 test rows.</summary>
    public float[] Margins { get; }

    /// <summary>SHAP values of the first 200 test rows, the bias last.</summary>
    public float[][] Contributions { get; }

    public byte[] Model { get; }

    public static GoldenData Read(string name) => new(name);

    private static string PathOf(string file) => Path.Combine(DataFolder.Path!, "golden", file);

    private static float[][] Table(string file) =>
        [.. File.ReadLines(PathOf(file)).Skip(1).Select(static line => line.Split(',').Select(Number).ToArray())];

    private static float Number(string cell) => cell.Length == 0 ? float.NaN : float.Parse(cell, CultureInfo.InvariantCulture);
}
