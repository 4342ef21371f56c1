using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using Kmen.Workspace;

namespace Kmen.Cli.CommandLine;

/// <summary>Reads the values of options, with errors that name the value and what is allowed.</summary>
static partial class OptionText
{
    /// <summary>A whole number within a range.</summary>
    public static int? Whole(ArgumentResult result, int from, int to)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to)
        {
            return number;
        }

        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{OptionName(result)} must be a whole number from {from} to {to}, not {text}."));
        return null;
    }

    /// <summary>A size such as <c>8GB</c>.</summary>
    public static string? Size(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (SizePattern().IsMatch(text))
        {
            return text;
        }

        result.AddError($"{OptionName(result)} must be a size such as 8GB or 512MB, not {text}.");
        return null;
    }

    /// <summary>A day, <c>2025-01-31</c>.</summary>
    public static DateOnly? Day(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        result.AddError($"{OptionName(result)} must be a day such as 2025-01-31, not {text}.");
        return null;
    }

    /// <summary>One of several words.</summary>
    public static T Choice<T>(ArgumentResult result, params (string Word, T Meaning)[] choices)
        where T : struct
    {
        var text = result.Tokens[0].Value;
        foreach (var (word, meaning) in choices)
        {
            if (word == text)
            {
                return meaning;
            }
        }

        var words = choices.Select(choice => choice.Word).ToList();
        var question = NearestNames.Question(text, words);
        result.AddError($"{OptionName(result)} must be {string.Join(", ", words.Take(words.Count - 1))} or {words[^1]}, not {text}.{(question is null ? "" : " " + question)}");
        return default;
    }

    static string OptionName(ArgumentResult result) => result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;

    [GeneratedRegex(@"^\d{1,6}(\.\d{1,3})?\s?[KMGT]i?B$")]
    private static partial Regex SizePattern();
}
