using System.Text.Json;

namespace Kmen.Models.Artifacts;

/// <summary>Writes <c>run_results.json</c>: what a run did, with dbt's names of fields.</summary>
public static class RunResults
{
    /// <summary>Writes the file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="runId">The run.</param>
    /// <param name="command">The command that was run.</param>
    /// <param name="results">What its steps and tests did.</param>
    /// <param name="elapsed">How long all took, in seconds.</param>
    /// <param name="generatedAt">Real time, UTC.</param>
    public static void Write(string file, string runId, string command, IEnumerable<RunResult> results, double elapsed, DateTime generatedAt)
    {
        ArgumentNullException.ThrowIfNull(results);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var stream = File.Create(file);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteStartObject("metadata");
        json.WriteString("generated_at", generatedAt);
        json.WriteString("invocation_id", runId);
        json.WriteEndObject();
        json.WriteStartArray("results");
        foreach (var result in results)
        {
            json.WriteStartObject();
            json.WriteString("unique_id", result.UniqueId);
            json.WriteString("status", result.Status);
            json.WriteNumber("execution_time", result.Seconds);
            json.WriteStartArray("timing");
            if (result.StartedAt is { } started)
            {
                json.WriteStartObject();
                json.WriteString("name", "execute");
                json.WriteString("started_at", started);
                json.WriteString("completed_at", started.AddSeconds(result.Seconds));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("adapter_response");
            json.WriteNumber("rows_affected", result.Rows);
            json.WriteEndObject();
            if (result.Failures is { } failures)
            {
                json.WriteNumber("failures", failures);
            }
            else
            {
                json.WriteNull("failures");
            }

            json.WriteString("message", result.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("elapsed_time", elapsed);
        json.WriteStartObject("args");
        json.WriteString("which", command);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
