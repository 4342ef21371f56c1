using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kmen.XGBoost;

/// <summary>XGBoost's C API, series 1.7 (xgboost/c_api.h). Every function but the first two returns 0, or -1 and a text for the same thread.</summary>
internal static unsafe partial class NativeMethods
{
    public const string Library = "libxgboost.so.0";

    static NativeMethods() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, static (name, _, _) =>
            name == Library ? NativeLocator.Load() : 0);

    [LibraryImport(Library)]
    public static partial void XGBoostVersion(out int major, out int minor, out int patch);

    [LibraryImport(Library)]
    private static partial byte* XGBGetLastError();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGDMatrixCreateFromDense(string data, string config, out DMatrixHandle created);

    [LibraryImport(Library)]
    public static partial int XGDMatrixFree(nint handle);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGDMatrixSetFloatInfo(DMatrixHandle handle, string field, float* values, ulong count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGDMatrixSetStrFeatureInfo(DMatrixHandle handle, string field, nint* values, ulong count);

    [LibraryImport(Library)]
    public static partial int XGDMatrixNumRow(DMatrixHandle handle, out ulong rows);

    [LibraryImport(Library)]
    public static partial int XGDMatrixNumCol(DMatrixHandle handle, out ulong columns);

    [LibraryImport(Library)]
    public static partial int XGBoosterCreate(nint* matrices, ulong count, out BoosterHandle created);

    [LibraryImport(Library)]
    public static partial int XGBoosterFree(nint handle);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterSetParam(BoosterHandle handle, string name, string value);

    [LibraryImport(Library)]
    public static partial int XGBoosterUpdateOneIter(BoosterHandle handle, int iteration, DMatrixHandle training);

    [LibraryImport(Library)]
    public static partial int XGBoosterBoostOneIter(
        BoosterHandle handle, DMatrixHandle training, float* gradients, float* hessians, ulong count);

    [LibraryImport(Library)]
    public static partial int XGBoosterEvalOneIter(
        BoosterHandle handle, int iteration, nint* matrices, nint* names, ulong count, out byte* text);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterPredictFromDMatrix(
        BoosterHandle handle, DMatrixHandle rows, string config, out ulong* shape, out ulong dimensions, out float* result);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterPredictFromDense(
        BoosterHandle handle, string values, string config, nint proxy, out ulong* shape, out ulong dimensions, out float* result);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterFeatureScore(
        BoosterHandle handle, string config, out ulong names, out byte** nameTexts, out ulong dimensions, out ulong* shape, out float* scores);

    [LibraryImport(Library)]
    public static partial int XGBoosterLoadModelFromBuffer(BoosterHandle handle, byte* buffer, ulong length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterSaveModelToBuffer(BoosterHandle handle, string config, out ulong length, out byte* buffer);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterSetStrFeatureInfo(BoosterHandle handle, string field, nint* values, ulong count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterGetStrFeatureInfo(BoosterHandle handle, string field, out ulong count, out byte** values);

    [LibraryImport(Library)]
    public static partial int XGBoosterGetNumFeature(BoosterHandle handle, out ulong features);

    [LibraryImport(Library)]
    public static partial int XGBoosterSlice(BoosterHandle handle, int begin, int end, int step, out BoosterHandle created);

    [LibraryImport(Library)]
    public static partial int XGBoosterBoostedRounds(BoosterHandle handle, out int rounds);

    /// <summary>Turns a return code other than 0 into an exception with the library's own text.</summary>
    public static void Check(int code, [CallerArgumentExpression(nameof(code))] string call = "")
    {
        if (code == 0)
        {
            return;
        }

        var text = Marshal.PtrToStringUTF8((nint)XGBGetLastError());
        throw XGBoostException.From(call[..Math.Max(0, call.IndexOf('(', StringComparison.Ordinal))], text);
    }
}
