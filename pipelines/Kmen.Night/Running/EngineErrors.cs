using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Night.Running;

/// <summary>Says what the engine's errors mean for a run.</summary>
internal static class EngineErrors
{
    internal static KmenException Explain(WarehouseException error, TargetLayout layout)
    {
        if (error.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase) || error.Message.Contains("max_temp_directory_size", StringComparison.OrdinalIgnoreCase))
        {
            return new KmenException(
                $"The disk is full: {error.Message}", new SourcePosition(layout.Shown(layout.StateFolder)),
                "Free space, lower keep_nights, or give the spill folder more room (engine.temp_limit in kmen.yml); then run again. Yesterday's publication is as it was.", inner: error);
        }

        return error.Kind.StartsWith("Out", StringComparison.Ordinal)
            ? new KmenException(
                $"The engine ran out of memory: {error.Message}", null,
                "Raise engine.memory in kmen.yml or --memory, or lower engine.threads.", inner: error)
            : new KmenException($"{error.Kind}: {error.Message}", inner: error);
    }
}
