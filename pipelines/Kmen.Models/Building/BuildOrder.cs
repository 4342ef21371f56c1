using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Workspace;

namespace Kmen.Models.Building;

/// <summary>Orders the steps of a build by what they read and make.</summary>
public static class BuildOrder
{
    /// <summary>Orders steps so that each comes after those that make its inputs; among equals by name.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="given">Tables that are there before any step, as schema.name.</param>
    /// <param name="models">The models by full name, for positions in errors.</param>
    /// <param name="queries">The parsed models by full name.</param>
    /// <returns>The steps in order.</returns>
    /// <exception cref="KmenException">A table that nothing makes, or a cycle.</exception>
    public static IReadOnlyList<IBuildStep> Of(
        IReadOnlyList<IBuildStep> steps, IReadOnlySet<string> given, IReadOnlyDictionary<string, Model> models,
        IReadOnlyDictionary<string, ParsedQuery> queries)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(given);
        var makers = steps.SelectMany(step => step.Outputs.Select(output => (output, step))).ToLookup(pair => pair.output, pair => pair.step);
        if (makers.FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw KmenException.Usage(
                $"{twice.Key} is made twice: by {string.Join(" and by ", twice.Select(step => $"{step.Name} ({step.Kind})"))}.",
                models.Values.FirstOrDefault(model => model.FullName.Equals(twice.Key, StringComparison.OrdinalIgnoreCase)) is { } model ? new SourcePosition(model.File) : null,
                "Rename the model's file: Kmen makes a table of that name on its own.");
        }

        foreach (var step in steps)
        {
            foreach (var input in step.Inputs.Where(input => !given.Contains(input) && !makers.Contains(input)))
            {
                throw UnknownTable(step, input, [.. given, .. makers.Select(group => group.Key)], models, queries);
            }
        }

        var ordered = new List<IBuildStep>();
        var done = new HashSet<string>(given);
        var waiting = steps.OrderBy(step => step.Name, StringComparer.Ordinal).ToList();
        while (waiting.Count > 0)
        {
            var ready = waiting.Where(step => step.Inputs.All(done.Contains)).ToList();
            if (ready.Count == 0)
            {
                throw Cycle(waiting, models, queries);
            }

            ordered.AddRange(ready);
            done.UnionWith(ready.SelectMany(step => step.Outputs));
            waiting.RemoveAll(ready.Contains);
        }

        return ordered;
    }

    /// <summary>All steps that read a table directly or through others.</summary>
    /// <param name="steps">Steps in order.</param>
    /// <param name="tables">Where to begin.</param>
    /// <returns>The dependent steps, in order.</returns>
    public static IReadOnlyList<IBuildStep> Below(IEnumerable<IBuildStep> steps, IEnumerable<string> tables)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var touched = tables.ToHashSet();
        var found = new List<IBuildStep>();
        foreach (var step in steps.Where(step => step.Inputs.Any(touched.Contains)))
        {
            found.Add(step);
            touched.UnionWith(step.Outputs);
        }

        return found;
    }

    /// <summary>The steps that are needed to make some tables, in order.</summary>
    /// <param name="steps">Steps in order.</param>
    /// <param name="tables">What is wanted.</param>
    /// <returns>The steps, in order.</returns>
    public static IReadOnlyList<IBuildStep> Above(IReadOnlyList<IBuildStep> steps, IEnumerable<string> tables)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var wanted = tables.ToHashSet();
        var found = new List<IBuildStep>();
        foreach (var step in steps.Reverse().Where(step => step.Outputs.Any(wanted.Contains)))
        {
            found.Insert(0, step);
            wanted.UnionWith(step.Inputs);
        }

        return found;
    }

    static KmenException UnknownTable(
        IBuildStep step, string input, IReadOnlyCollection<string> known, IReadOnlyDictionary<string, Model> models,
        IReadOnlyDictionary<string, ParsedQuery> queries)
    {
        var where = Reference(step, table => table == input, models, queries);
        var wayOut = input.Contains('.', StringComparison.Ordinal)
            ? NearestNames.Question(input, known) ?? "A table is made by the model sql/<schema>/<name>.sql, or by the source of that name in kmen.yml (raw.<name>)."
            : NearestNames.Question(input, known.Select(name => name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]).Contains(input)
                ? known.Where(name => name.EndsWith("." + input, StringComparison.Ordinal)) : known) ?? "Write the schema before the table's name.";
        return KmenException.Usage($"{step.Name} reads {input}, which no model, source or step makes.", where, wayOut);
    }

    static KmenException Cycle(
        IReadOnlyList<IBuildStep> waiting, IReadOnlyDictionary<string, Model> models, IReadOnlyDictionary<string, ParsedQuery> queries)
    {
        var path = new List<IBuildStep> { waiting[0] };
        while (true)
        {
            var next = waiting.First(step => step.Outputs.Intersect(path[^1].Inputs).Any());
            var at = path.IndexOf(next);
            if (at >= 0)
            {
                path = [.. path[at..], next];
                break;
            }

            path.Add(next);
        }

        path.Reverse();
        var last = path[^1];
        var where = Reference(last, path[^2].Outputs.Contains, models, queries);
        return KmenException.Usage(
            $"The models depend on each other in a circle: {string.Join(" -> ", path.Select(step => step.Name))}.", where,
            "Move what both need into a model of its own.");
    }

    /// <summary>Where a step's model first names a table; its file where only a test of it does.</summary>
    static SourcePosition? Reference(
        IBuildStep step, Func<string, bool> isMeant, IReadOnlyDictionary<string, Model> models, IReadOnlyDictionary<string, ParsedQuery> queries)
    {
        if (models.Values.FirstOrDefault(model => model.FullName == step.Name) is not { } model || !queries.TryGetValue(step.Name.ToLowerInvariant(), out var query))
        {
            return null;
        }

        return query.Tables.FirstOrDefault(table => isMeant(table.FullName)) is { } reference ? model.At(reference.Offset) : new SourcePosition(model.File);
    }
}
