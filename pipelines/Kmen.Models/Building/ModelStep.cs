using Kmen.Models.Files;
using Kmen.Models.Parsing;
using Kmen.Models.Testing;
using Kmen.Warehouse;

namespace Kmen.Models.Building;

/// <summary>Builds one model and tests what it built.</summary>
public sealed class ModelStep(Model model, ParsedQuery query) : IBuildStep
{
    /// <summary>The model.</summary>
    public Model Model => model;

    /// <inheritdoc/>
    public string Name => model.FullName;

    /// <inheritdoc/>
    public string Kind => model.Materialization == Materialization.View ? "view" : "table";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; } =
    [
        .. query.Tables.Select(table => table.FullName)
            .Concat(model.Tests.Select(test => test.Reads).OfType<string>().Where(name => !name.Equals(model.FullName, StringComparison.OrdinalIgnoreCase))).Distinct(),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Outputs { get; } = [model.FullName.ToLowerInvariant()];

    /// <inheritdoc/>
    public StepResult Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var rows = ModelTable.Create(context.Session, model, HomeOf(model), context.Cancellation);
        if (model.Schema == Catalogs.Staging)
        {
            context.Session.Execute(
                $"create or replace view {SqlText.Names(Catalogs.Build, model.Schema, model.Name)} as select * from {SqlText.Names(Catalogs.Raw, model.Schema, model.Name)}");
        }

        ModelTesting.Run(context, model, model.FullName);
        return new StepResult(rows);
    }

    static string HomeOf(Model model) => model.Schema == Catalogs.Staging ? Catalogs.Raw : Catalogs.Build;
}
