using Kmen.Models.Parsing;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Night.Running;

/// <summary>Holds what destinations receive against the audiences that there are, before a night begins.</summary>
internal static class DestinationAudiences
{
    const string Schema = "audiences.";

    /// <exception cref="KmenException">A destination receives an audience that no model makes.</exception>
    internal static void Check(WorkspaceConfiguration workspace, ModelSet models)
    {
        var known = models.Models.Keys.Where(name => name.StartsWith(Schema, StringComparison.Ordinal)).Select(name => name[Schema.Length..]).ToList();
        foreach (var destination in workspace.Destinations)
        {
            if (destination.Audiences.FirstOrDefault(audience => !known.Contains(audience)) is { } unknown)
            {
                throw KmenException.Usage(
                    $"destinations.{destination.Name} receives the audience {unknown}, which no model in sql/audiences makes.", destination.Position,
                    NearestNames.Question(unknown, known) ?? (known.Count == 0 ? "There is no audience yet: write sql/audiences/NAME.sql." : $"Audiences there: {string.Join(", ", known)}."));
            }
        }
    }
}
