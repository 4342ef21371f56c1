using System.Globalization;
using Kmen.Warehouse;
using Kmen.Workspace.Configuration;

namespace Kmen.Ingest.Loading;

/// <summary>
/// The SQL that says what is wrong with a value under its contract. A value is right when a cast to the contract's type gives it whole: the engine's own casts
/// round <c>1.5</c> to a whole number, cut decimals and drop the offset of a timestamp, all without a word, so those are named here.
/// </summary>
internal static class ValueCheck
{
    /// <summary>An expression that gives the reason in words, or null where the value is right.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">An expression that gives the staged value.</param>
    /// <returns>The expression; null where any value is right.</returns>
    public static string? Reason(StagedColumn column, string value)
    {
        var contract = column.Contract;
        var empty = column.IsText ? $"{value} is null or {value} = ''" : $"{value} is null";
        var required = contract.Required ? $"when {empty} then 'is required and empty' " : "";
        var wrong = column.IsText ? WrongText(contract, value) : WrongValue(contract, column.Type, value);
        return required.Length + wrong.Length == 0 ? null : $"case {required}when {empty} then null {wrong}end";
    }

    /// <summary>The engine's name of a contract's type.</summary>
    /// <param name="type">Such as <c>string</c> or <c>decimal(18,2)</c>.</param>
    public static string EngineType(string type) => type == "string" ? "varchar" : type;

    /// <summary>The value in the contract's type; null where it cannot be.</summary>
    /// <param name="contract">The column.</param>
    /// <param name="value">An expression that gives text, or a value of the type.</param>
    /// <param name="isText">Whether it is text.</param>
    /// <returns>The expression.</returns>
    public static string Typed(SourceColumn contract, string value, bool isText) =>
        contract.Type == "string" ? value
        : isText && contract.DateFormat is { } format ? $"try_cast(try_strptime({value}, {SqlText.Text(format)}) as {contract.Type})"
        : $"try_cast({value} as {EngineType(contract.Type)})";

    static string WrongText(SourceColumn contract, string value)
    {
        if (contract.Type == "string")
        {
            return "";
        }

        var typed = Typed(contract, value, isText: true);
        if (contract.DateFormat is { } format)
        {
            return $"when {typed} is null then {SqlText.Text($"is no {contract.Type} of the form {format}")} ";
        }

        // What the type itself would print needs no closer look; that is nearly every value.
        var canonical = $"when cast({typed} as varchar) = {value} then null ";
        return contract.Type switch
        {
            "bigint" or "integer" => canonical + Integer(contract.Type, value, typed),
            "double" => Finite(value, "nan", "inf", "-inf", "infinity", "-infinity") + canonical
                + $"when {typed} is null or not {Matches(value, @"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")} or not isfinite({typed}) then 'is no finite number' ",
            "boolean" => $"when {typed} is null then 'is neither true nor false' ",
            "date" => Finite(value, "infinity", "-infinity") + canonical
                + $"when {typed} is null or not {Matches(value, @"\d{4}-\d{1,2}-\d{1,2}([ T].*)?")} then 'is no date of the form 2025-01-31' ",
            "timestamp" => Timestamp(value, typed),
            _ => canonical + Exact(contract.Type, value, typed),
        };
    }

    static string Integer(string type, string value, string typed) =>
        $"when not {Matches(value, @"[+-]?(\d+\.?\d*|\.\d+)")} then 'is no whole number' "
        + $"when not {Matches(value, @"[+-]?\d+(\.0*)?")} then 'is no whole number: it has a fraction' "
        + $"when {typed} is null then 'is too large for {type}' ";

    static string Exact(string type, string value, string typed)
    {
        var scale = int.Parse(type[(type.IndexOf(',', StringComparison.Ordinal) + 1)..^1], CultureInfo.InvariantCulture);
        return $"when not {Matches(value, @"[+-]?(\d+\.?\d*|\.\d+)")} then 'is no plain decimal number' "
            + $"when not {Matches(value, $@"[+-]?\d*(\.\d{{0,{scale}}}0*)?")} then 'has more than {scale} digits behind the point' "
            + $"when {typed} is null then 'is too large for {type}' ";
    }

    static string Timestamp(string value, string typed)
    {
        var time = $"substr({value}, 11)";
        return Finite(value, "infinity", "-infinity", "epoch")
            + $"when {typed} is null then 'is no timestamp of the form 2025-01-31 12:34:56' "
            + $"when (contains({time}, '+') or contains({time}, '-')) and not {Matches(value, @".*[+-]00(:?00)?")} "
            + "then 'has an offset from UTC: timestamps must be UTC' ";
    }

    static string WrongValue(SourceColumn contract, string type, string value)
    {
        var wanted = EngineType(contract.Type);
        if (string.Equals(type, wanted, StringComparison.OrdinalIgnoreCase) || contract.Type == "string")
        {
            return "";
        }

        var reason = SqlText.Text($"is {type} in the file and no {contract.Type} without loss");
        return $"when try_cast({value} as {wanted}) is null or try_cast(try_cast({value} as {wanted}) as {type}) is distinct from {value} then {reason} ";
    }

    static string Finite(string value, params string[] words) =>
        $"when lower(trim({value})) in ({string.Join(", ", words.Select(SqlText.Text))}) then 'is not finite' ";

    static string Matches(string value, string pattern) => $"regexp_full_match(trim({value}), {SqlText.Text(pattern)})";
}
