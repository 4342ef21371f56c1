namespace Kmen.XGBoost;

/// <summary>Raw handles of several matrices for one native call; none of them can be freed before this is disposed.</summary>
internal sealed class BorrowedHandles : IDisposable
{
    private readonly List<DMatrixHandle> _borrowed = [];

    public BorrowedHandles(IReadOnlyList<DMatrix> matrices)
    {
        Values = new nint[matrices.Count];
        for (var i = 0; i < matrices.Count; i++)
        {
            var added = false;
            matrices[i].Handle.DangerousAddRef(ref added);
            _borrowed.Add(matrices[i].Handle);
            Values[i] = matrices[i].Handle.DangerousGetHandle();
        }
    }

    public nint[] Values { get; }

    public void Dispose()
    {
        foreach (var handle in _borrowed)
        {
            handle.DangerousRelease();
        }

        _borrowed.Clear();
    }
}
