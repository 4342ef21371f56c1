using Kmen.Workspace;

namespace Kmen.Activation;

/// <summary>The places where a sync may be cut off: a <see cref="Failpoint"/> each, and a seam for tests of the same process.</summary>
internal static class Moment
{
    static readonly AsyncLocal<Action<string>?> Seam = new();

    /// <summary>Called with the name of every place reached in this flow of execution; what it throws ends the sync there, and nothing is cleaned up.</summary>
    internal static Action<string>? Observer
    {
        get => Seam.Value;
        set => Seam.Value = value;
    }

    internal static void Reached(string name)
    {
        Failpoint.Reached(name);
        Seam.Value?.Invoke(name);
    }
}
