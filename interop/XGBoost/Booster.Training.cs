using System.Globalization;
using System.Runtime.InteropServices;
using static Kmen.XGBoost.NativeMethods;

namespace Kmen.XGBoost;

public sealed partial class Booster
{
    /// <summary>Trains one more round on the objective among the parameters.</summary>
    /// <param name="iteration">Number of the round, from 0.</param>
    /// <param name="training">Rows with labels, among those given to <see cref="Create"/>.</param>
    public void UpdateOneIteration(int iteration, DMatrix training)
    {
        ArgumentNullException.ThrowIfNull(training);
        Check(XGBoosterUpdateOneIter(_handle, iteration, training.Handle));
    }

    /// <summary>Trains one more round on gradients that the caller computed.</summary>
    /// <param name="training">Rows among those given to <see cref="Create"/>.</param>
    /// <param name="gradients">First derivative of the loss by the margin, weight included, one a row.</param>
    /// <param name="hessians">Second derivative, likewise.</param>
    public unsafe void BoostOneIteration(DMatrix training, ReadOnlySpan<float> gradients, ReadOnlySpan<float> hessians)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (gradients.Length != training.RowCount || hessians.Length != training.RowCount)
        {
            throw new ArgumentException(
                $"{gradients.Length} gradients and {hessians.Length} hessians were given for {training.RowCount} rows.", nameof(gradients));
        }

        fixed (float* first = gradients, second = hessians)
        {
            Check(XGBoosterBoostOneIter(_handle, training.Handle, first, second, (ulong)gradients.Length));
        }
    }

    /// <summary>A model of its own with the first rounds of this one, such as those before it stopped getting better.</summary>
    /// <param name="rounds">Rounds to keep, at least 1 and at most <see cref="Rounds"/>.</param>
    public Booster TakeRounds(int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rounds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rounds, Rounds);
        Check(XGBoosterSlice(_handle, 0, rounds, 1, out var handle));
        return new Booster(handle);
    }

    /// <summary>The metrics named by the parameter eval_metric, on each of the matrices.</summary>
    /// <param name="iteration">Number of the round just trained, from 0.</param>
    /// <param name="matrices">Rows with labels, among those given to <see cref="Create"/>, by a name without dash, colon or tab.</param>
    public unsafe IReadOnlyList<Evaluation> Evaluate(int iteration, IReadOnlyList<KeyValuePair<string, DMatrix>> matrices)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        using var borrowed = new BorrowedHandles([.. matrices.Select(static matrix => matrix.Value)]);
        using var names = new NativeTexts(matrices.Select(static matrix => matrix.Key));
        byte* text;
        fixed (nint* pointers = borrowed.Values, texts = names.Pointers)
        {
            Check(XGBoosterEvalOneIter(_handle, iteration, pointers, texts, (ulong)matrices.Count, out text));
        }

        return [.. Marshal.PtrToStringUTF8((nint)text)!.Split('\t').Skip(1).Select(Parse)];
    }

    /// <summary>Reads one piece of "[19]⇥train-auc:0.7709⇥test-auc:0.7512".</summary>
    private static Evaluation Parse(string piece)
    {
        var dash = piece.IndexOf('-', StringComparison.Ordinal);
        var colon = piece.LastIndexOf(':');
        return new Evaluation(piece[..dash], piece[(dash + 1)..colon], double.Parse(piece[(colon + 1)..], CultureInfo.InvariantCulture));
    }
}
