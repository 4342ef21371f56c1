using System.Runtime.InteropServices;

namespace Kmen.XGBoost;

internal sealed class BoosterHandle : SafeHandle
{
    public BoosterHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => NativeMethods.XGBoosterFree(handle) == 0;
}
