using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kmen.Cli.Consoles;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.World;

namespace Kmen.Cli.Errors;

/// <summary>Tells an error on standard error, as text or as a JSON object, and gives the exit code.</summary>
/// <param name="terminal">The streams.</param>
/// <param name="clock">For the times in JSON and in the names of files.</param>
/// <param name="asJson">Whether each error is a JSON object.</param>
/// <param name="layout">The target's files, or null where the error came before they were known.</param>
/// <param name="runId">The run that the error belongs to, or null.</param>
sealed class ErrorPrinter(Terminal terminal, TimeProvider clock, bool asJson, Func<TargetLayout?> layout, string? runId)
{
    static readonly JsonSerializerOptions Json = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Tells the error.</summary>
    /// <param name="error">Any exception.</param>
    /// <param name="cancellation">Set where the user has ended the command.</param>
    public ExitCode Show(Exception error, CancellationToken cancellation)
    {
        var told = error switch
        {
            KmenException known => known,
            _ when cancellation.IsCancellationRequested => new KmenException("Interrupted.", exitCode: ExitCode.Interrupted),
            WorldException world => KmenException.Usage(world.Message),
            WarehouseException refused => EngineErrors.Told(refused, null),
            DbException refused => new KmenException("The engine refused: " + refused.Message),
            IOException io => FileErrors.Told(io),
            _ when error.GetBaseException() is DllNotFoundException => new KmenException(
                "A native library is missing: " + error.GetBaseException().Message.Split('\n')[0], null, "Install what kmen needs: scripts/setup"),
            UnauthorizedAccessException denied => new KmenException(denied.Message, null, "Check the owner and the mode of the file and its folder."),
            _ => Unexpected(error),
        };
        Write(told);
        terminal.Error.Flush();
        return told.ExitCode;
    }

    void Write(KmenException error)
    {
        if (!asJson)
        {
            terminal.Error.WriteLine(ErrorText.Of(error, terminal.HasColours));
            return;
        }

        foreach (var part in error.Parts.Count > 0 ? error.Parts : [error])
        {
            terminal.Error.WriteLine(JsonSerializer.Serialize(
                new
                {
                    ts = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), @event = "error",
                    message = part.Message, file = part.Where?.File, line = part.Where?.Line, column = part.Where?.Column, way_out = part.WayOut,
                    exit_code = (int)error.ExitCode, run_id = runId,
                },
                Json));
        }
    }

    KmenException Unexpected(Exception error)
    {
        var cause = error.GetBaseException();
        var file = DetailsFile.Write(error, layout(), clock);
        return new KmenException(
            $"Something went wrong that kmen did not foresee ({cause.GetType().Name}: {cause.Message.ReplaceLineEndings(" ")}).", null,
            file is null ? "The details could not be written." : $"Details: {file}");
    }
}
