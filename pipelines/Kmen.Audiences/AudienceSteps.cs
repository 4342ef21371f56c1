using Kmen.Models.Building;
using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Audiences;

/// <summary>The steps that turn the models of <c>sql/audiences</c> into consented, kept and proven audiences.</summary>
public static class AudienceSteps
{
    /// <summary>The schema of audience models.</summary>
    public const string Schema = "audiences";

    /// <summary>Makes the steps.</summary>
    /// <param name="workspace">The configuration.</param>
    /// <param name="models">The workspace's models.</param>
    /// <param name="others">The steps that make what is no audience.</param>
    /// <returns>Consent, eligibility, one step an audience, membership, proof; empty where there is no audience.</returns>
    /// <exception cref="KmenException">A header names no purpose, or one that the configuration does not allow.</exception>
    public static IReadOnlyList<IBuildStep> Of(WorkspaceConfiguration workspace, ModelSet models, IReadOnlyList<IBuildStep> others)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(others);
        var audiences = models.Models.Values.Where(model => model.Schema == Schema).OrderBy(model => model.Name, StringComparer.Ordinal).ToList();
        if (audiences.Count == 0)
        {
            return [];
        }

        foreach (var audience in audiences)
        {
            Validate(workspace, audience);
        }

        var steps = new List<IBuildStep>();
        if (workspace.Consents is not null)
        {
            steps.Add(new ConsentStep(workspace));
            var makers = others.SelectMany(step => step.Outputs.Select(output => (output, step))).DistinctBy(pair => pair.output, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(pair => pair.output, pair => pair.step, StringComparer.OrdinalIgnoreCase);
            var together = audiences.Where(audience => workspace.Purposes[audience.Purpose!].LegalBasis != LegalBasis.Analysis)
                .Select(audience => (Audience: audience, Tables: models.Queries[audience.FullName.ToLowerInvariant()].Tables.Select(table => table.FullName).ToList()))
                .Where(audience => !audience.Tables.Exists(table => IsOfAudience(table, makers, []))).ToList();
            steps.Add(new EligibilityStep(workspace, [.. together.Select(audience => audience.Audience)], together.SelectMany(audience => audience.Tables)));
        }

        steps.AddRange(audiences.Select(audience => new AudienceStep(workspace, audience, models.Queries[audience.FullName.ToLowerInvariant()])));
        steps.Add(new MembershipStep(workspace, audiences));
        steps.Add(new ConsentProofStep(workspace));
        return steps;
    }

    /// <summary>Whether a table is an audience, or is made of one: who selects from it can only be judged when that one is made.</summary>
    static bool IsOfAudience(string table, Dictionary<string, IBuildStep> makers, HashSet<string> seen) =>
        table.StartsWith(Schema + ".", StringComparison.OrdinalIgnoreCase)
            ? !table.Equals("audiences.consent", StringComparison.OrdinalIgnoreCase)
            : seen.Add(table) && makers.TryGetValue(table, out var maker) && maker.Inputs.Any(input => IsOfAudience(input, makers, seen));

    static void Validate(WorkspaceConfiguration workspace, Model audience)
    {
        var where = new SourcePosition(audience.File, 1);
        if (audience.Purpose is null)
        {
            throw KmenException.Usage($"{audience.FullName} names no purpose.", where, $"Add `purpose:` with one of {string.Join(", ", workspace.Purposes.Keys)}.");
        }

        if (!workspace.Purposes.TryGetValue(audience.Purpose, out var purpose))
        {
            throw KmenException.Usage(
                $"{audience.FullName} has the purpose {audience.Purpose}, which kmen.yml does not declare.", where,
                NearestNames.Question(audience.Purpose, workspace.Purposes.Keys) ?? "Declare it under `purposes` with its legal basis.");
        }

        if (purpose.LegalBasis == LegalBasis.Analysis)
        {
            return;
        }

        if (audience.Channel is null || !workspace.Channels.ContainsKey(audience.Channel))
        {
            throw KmenException.Usage(
                $"{audience.FullName} names no channel that kmen.yml declares.", where, $"Add `channel:` with one of {string.Join(", ", workspace.Channels.Keys)}.");
        }

        if (workspace.Consents is null)
        {
            throw KmenException.Usage(
                $"{audience.FullName} has the purpose {audience.Purpose}, but the workspace holds no consents.", where,
                "Name the consents' source under `consents` in kmen.yml, or use a purpose with the legal basis analysis, which no channel takes.");
        }
    }
}
