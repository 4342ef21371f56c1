using Kmen.Models.Files;
using Kmen.Warehouse;
using Kmen.Workspace;

namespace Kmen.Models.Building;

/// <summary>Holds a table to the columns and types that its header promises.</summary>
internal static class ModelContract
{
    /// <summary>Compares a table with its model's contract.</summary>
    /// <exception cref="KmenException">A column is missing, has another type, or is not in the contract.</exception>
    internal static void Require(IWarehouseSession session, Model model, string target)
    {
        if (model.Contract.Count == 0)
        {
            return;
        }

        var made = TableColumns.OfQuery(session, target);
        var faults = new List<string>();
        string? first = null;
        foreach (var (name, type) in model.Contract)
        {
            var found = made.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (found.Name is null)
            {
                faults.Add($"it has no column {name}");
                first ??= name;
            }
            else if (TypeOf(session, model, name, type) is var wanted && !wanted.Equals(found.Type, StringComparison.OrdinalIgnoreCase))
            {
                faults.Add($"{name} is {found.Type.ToLowerInvariant()}, not {type}");
                first ??= name;
            }
        }

        faults.AddRange(made.Where(column => !model.Contract.Keys.Contains(column.Name, StringComparer.OrdinalIgnoreCase)).Select(column => $"the column {column.Name} is not in it"));
        if (faults.Count > 0)
        {
            throw new KmenException(
                $"{model.FullName} breaks its contract: {string.Join("; ", faults)}.", HeaderReader.PlaceOf(model, "contract", first),
                "Cast the columns in the SELECT, or change the contract where those who read the table agree.");
        }
    }

    static string TypeOf(IWarehouseSession session, Model model, string name, string type)
    {
        try
        {
            return session.Scalar<string>($"select typeof(cast(null as {type}))")!;
        }
        catch (WarehouseException e)
        {
            throw KmenException.Usage($"{model.FullName}: the contract's type of {name}, {type}, is none: {e.Message}", HeaderReader.PlaceOf(model, "contract", name), "Write a type such as bigint, string or decimal(18, 2).");
        }
    }
}
