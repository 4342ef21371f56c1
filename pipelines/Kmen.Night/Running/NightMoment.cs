using Kmen.Workspace.Configuration;

namespace Kmen.Night.Running;

/// <summary>The moment up to which a run may know.</summary>
public static class NightMoment
{
    /// <summary>Midnight of a day in the workspace's time zone, as UTC.</summary>
    /// <param name="workspace">The configuration.</param>
    /// <param name="day">The day; null: today.</param>
    /// <param name="clock">The real clock.</param>
    /// <returns>The moment, exclusive.</returns>
    public static DateTime Of(WorkspaceConfiguration workspace, DateOnly? day, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return AsOf.Midnight(day ?? AsOf.Today(clock, workspace.TimeZone), workspace.TimeZone);
    }
}
