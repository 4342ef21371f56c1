using System.Runtime.InteropServices;

namespace Kmen.XGBoost;

/// <summary>
/// How XGBoost's threads wait for each other. By default they spin, and where another process wants the cores a training was seen to take
/// 15 times as long. libgomp reads this once, when it is loaded, from the process's own environment, which .NET only copies.
/// </summary>
internal static unsafe partial class OpenMpWaiting
{
    public const string Variable = "OMP_WAIT_POLICY";
    private const string Library = "libc";

    /// <summary>Lets waiting threads sleep, unless the environment says how they should wait.</summary>
    public static void BePassive()
    {
        if (Current is null)
        {
            _ = SetVariable(Variable, "passive", overwrite: 0);
        }
    }

    /// <summary>What libgomp will read, or has read.</summary>
    public static string? Current => Marshal.PtrToStringUTF8((nint)GetVariable(Variable));

    [LibraryImport(Library, EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial byte* GetVariable(string name);

    [LibraryImport(Library, EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
