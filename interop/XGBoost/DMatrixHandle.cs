using System.Runtime.InteropServices;

namespace Kmen.XGBoost;

internal sealed class DMatrixHandle : SafeHandle
{
    public DMatrixHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => NativeMethods.XGDMatrixFree(handle) == 0;
}
