using System.Globalization;
using System.Runtime.InteropServices;
using static Kmen.XGBoost.NativeMethods;

namespace Kmen.XGBoost;

/// <summary>A boosted model: trained round by round, or loaded. Holds native memory: dispose it. For one thread at a time.</summary>
public sealed partial class Booster : IDisposable
{
    private const string FeatureNameField = "feature_name";
    private readonly BoosterHandle _handle;

    private Booster(BoosterHandle handle) => _handle = handle;

    /// <summary>Rounds trained so far.</summary>
    public int Rounds
    {
        get
        {
            Check(XGBoosterBoostedRounds(_handle, out var rounds));
            return rounds;
        }
    }

    /// <summary>Features that a row must have.</summary>
    public int FeatureCount
    {
        get
        {
            Check(XGBoosterGetNumFeature(_handle, out var features));
            return checked((int)features);
        }
    }

    /// <summary>The names of the features in the order of a row's values; empty when the training rows had none.</summary>
    public unsafe IReadOnlyList<string> FeatureNames
    {
        get
        {
            Check(XGBoosterGetStrFeatureInfo(_handle, FeatureNameField, out var count, out var texts));
            var names = new string[checked((int)count)];
            for (var i = 0; i < names.Length; i++)
            {
                names[i] = Marshal.PtrToStringUTF8((nint)texts[i])!;
            }

            return names;
        }
    }

    /// <summary>Starts an untrained model.</summary>
    /// <param name="parameters">XGBoost's parameters by their own names. They are checked at the first round.</param>
    /// <param name="threads">Threads to train and predict with, at least 1.</param>
    /// <param name="matrices">The training rows first, whose feature names the model takes over; then the rows to evaluate on. Their predictions are carried from round to round.</param>
    public static unsafe Booster Create(
        IEnumerable<KeyValuePair<string, string>> parameters, int threads, params IReadOnlyList<DMatrix> matrices)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(matrices);
        ArgumentOutOfRangeException.ThrowIfZero(matrices.Count);
        using var borrowed = new BorrowedHandles(matrices);
        BoosterHandle handle;
        fixed (nint* pointers = borrowed.Values)
        {
            Check(XGBoosterCreate(pointers, (ulong)matrices.Count, out handle));
        }

        var booster = new Booster(handle);
        try
        {
            booster.SetParameter("validate_parameters", "1");
            foreach (var (name, value) in parameters)
            {
                booster.SetParameter(name, value);
            }

            booster.SetThreads(threads);
            using var names = new NativeTexts(matrices[0].FeatureNames);
            fixed (nint* texts = names.Pointers)
            {
                Check(XGBoosterSetStrFeatureInfo(handle, FeatureNameField, texts, (ulong)names.Pointers.Length));
            }

            return booster;
        }
        catch
        {
            booster.Dispose();
            throw;
        }
    }

    /// <summary>Loads a model saved by <see cref="SaveJson"/>.</summary>
    /// <param name="json">The model, UTF-8.</param>
    /// <param name="threads">Threads to predict with, at least 1.</param>
    /// <exception cref="XGBoostException">The text is not such a model.</exception>
    public static unsafe Booster LoadJson(ReadOnlySpan<byte> json, int threads)
    {
        // XGBoost tells its formats apart by the first bytes, and reads what it does not know as its old binary dump, unchecked.
        if (json.Length < 2 || json[0] != '{' || !(json[1] is (byte)'"' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
        {
            throw new XGBoostException(nameof(XGBoosterLoadModelFromBuffer), "the model is not JSON as XGBoost saves it.");
        }

        Check(XGBoosterCreate(null, 0, out var handle));
        var booster = new Booster(handle);
        try
        {
            fixed (byte* buffer = json)
            {
                Check(XGBoosterLoadModelFromBuffer(handle, buffer, (ulong)json.Length));
            }

            booster.SetThreads(threads);
            return booster;
        }
        catch
        {
            booster.Dispose();
            throw;
        }
    }

    /// <summary>The model as XGBoost's JSON, UTF-8: the same text for the same model. Parameters of training are not part of it.</summary>
    public unsafe byte[] SaveJson()
    {
        Check(XGBoosterSaveModelToBuffer(_handle, """{"format": "json"}""", out var length, out var buffer));
        return new ReadOnlySpan<byte>(buffer, checked((int)length)).ToArray();
    }

    /// <summary>Sets one of XGBoost's parameters by its own name.</summary>
    public void SetParameter(string name, string value) => Check(XGBoosterSetParam(_handle, name, value));

    /// <summary>Sets the threads to train and predict with, at least 1.</summary>
    public void SetThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        SetParameter("nthread", threads.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>How much each feature was used; features that no split uses are absent. Without names they are called f0, f1, ….</summary>
    /// <param name="importance">XGBoost's name of the measure: weight, gain, cover, total_gain or total_cover.</param>
    public unsafe IReadOnlyDictionary<string, double> FeatureScore(string importance)
    {
        var config = $$"""{"importance_type": "{{importance}}"}""";
        Check(XGBoosterFeatureScore(_handle, config, out var count, out var names, out _, out _, out var scores));
        var result = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < checked((int)count); i++)
        {
            result.Add(Marshal.PtrToStringUTF8((nint)names[i])!, scores[i]);
        }

        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
