namespace Kmen.XGBoost;

/// <summary>The native library in use.</summary>
public static class XGBoostLibrary
{
    /// <summary>The loaded library's version. Kmen is tested against series 1.7.</summary>
    /// <exception cref="DllNotFoundException">libxgboost is not installed; the message says where it was looked for and how to get it.</exception>
    public static Version Version
    {
        get
        {
            NativeMethods.XGBoostVersion(out var major, out var minor, out var patch);
            return new Version(major, minor, patch);
        }
    }
}
