using System.Text.Json;

namespace Kmen.Warehouse;

/// <summary>
/// Records every statement to the file named by <c>KMEN_RECORD_SQL</c>, one JSON object a line, so that a bench can replay the same work with a bare client.
/// For benches on generated data: parameters are written as they are. Off unless the variable is set.
/// </summary>
public static class StatementLog
{
    static readonly string? File = Environment.GetEnvironmentVariable("KMEN_RECORD_SQL");
    static readonly Lock Gate = new();
    static readonly AsyncLocal<string?> CurrentStep = new();

    /// <summary>Whether statements are recorded; the files that they read are kept then, so that they can be replayed.</summary>
    public static bool IsOn => File is not null;

    /// <summary>The step of the run in which this thread works; written beside its statements.</summary>
    public static string? Step
    {
        get => CurrentStep.Value;
        set => CurrentStep.Value = value;
    }

    internal static void Write(string? catalog, string sql, IReadOnlyList<object?>? parameters, TimeSpan duration)
    {
        if (File is null)
        {
            return;
        }

        var line = JsonSerializer.Serialize(new
        {
            step = Step,
            catalog,
            sql,
            parameters = parameters?.Select(value => Plain(value)),
            duration_ms = duration.TotalMilliseconds,
        });
        lock (Gate)
        {
            System.IO.File.AppendAllText(File, line + "\n");
        }
    }

    static object? Plain(object? value) => value switch
    {
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss.ffffff", System.Globalization.CultureInfo.InvariantCulture),
        null or string or bool or long or int or double or decimal => value,
        _ => value.ToString(),
    };
}
