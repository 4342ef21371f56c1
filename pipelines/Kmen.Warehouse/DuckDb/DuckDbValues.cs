using System.Numerics;
using DuckDB.NET.Data;

namespace Kmen.Warehouse.DuckDb;

/// <summary>Puts values of .NET types into an appender's row.</summary>
internal static class DuckDbValues
{
    internal static void Append(IDuckDBAppenderRow row, object? value)
    {
        _ = value switch
        {
            null or DBNull => row.AppendNullValue(),
            string text => row.AppendValue(text),
            long number => row.AppendValue(number),
            int number => row.AppendValue(number),
            short number => row.AppendValue(number),
            bool flag => row.AppendValue(flag),
            double number => row.AppendValue(number),
            float number => row.AppendValue(number),
            decimal number => row.AppendValue(number),
            DateTime moment => row.AppendValue(moment),
            DateOnly day => row.AppendValue(day),
            byte[] bytes => row.AppendValue(bytes),
            BigInteger number => row.AppendValue(number),
            _ => throw new ArgumentException($"A value of type {value.GetType().Name} cannot be appended.", nameof(value)),
        };
    }
}
