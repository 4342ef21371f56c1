using System.Runtime.InteropServices;

namespace Kmen.XGBoost;

/// <summary>
/// Texts as an array of C strings, until disposed. By hand, because what is generated for string[] converts memory it has not written yet,
/// which overflows where arithmetic is checked, as it is here.
/// </summary>
internal sealed unsafe class NativeTexts : IDisposable
{
    private readonly nint[] _texts;

    public NativeTexts(IEnumerable<string> texts) => _texts = [.. texts.Select(Marshal.StringToCoTaskMemUTF8)];

    /// <summary>One pointer a text; pin it for the call.</summary>
    public ReadOnlySpan<nint> Pointers => _texts;

    public void Dispose()
    {
        foreach (var text in _texts)
        {
            Marshal.FreeCoTaskMem(text);
        }

        Array.Clear(_texts);
    }
}
