using System.Globalization;
using Kmen.Night.Running;

namespace Kmen.Cli.Nights;

/// <summary>Where to look after a night, as commands that can be copied.</summary>
static class NextCommands
{
    /// <summary>The commands, the most urgent first.</summary>
    /// <param name="night">What the night did.</param>
    /// <param name="parts">What it was asked for.</param>
    /// <param name="target">Its target.</param>
    /// <param name="command">The command that ran, such as <c>run</c>.</param>
    /// <param name="asOf">The day that it was given; null: today.</param>
    /// <param name="hasAudiences">Whether the workspace has audiences.</param>
    public static IReadOnlyList<NextCommand> Of(NightResult night, NightParts parts, string target, string command, DateOnly? asOf, bool hasAudiences = true)
    {
        var option = target == "dev" ? "" : " --target " + target;
        var nightOption = option + (asOf is { } day ? string.Create(CultureInfo.InvariantCulture, $" --as-of {day:yyyy-MM-dd}") : "");
        NextCommand Query(string sql, string meaning) => new($"kmen query{option} \"{sql}\"", meaning);
        var next = new List<NextCommand>();
        if (night.Tests.Any(test => test.IsBlocking))
        {
            next.Add(Query($"from ops.tests where run_id = '{night.RunId}' and status <> 'passed'", "the tests that failed"));
        }

        if (night.Ingested?.Sources.Any(source => source.FilesQuarantined + source.FilesWaiting > 0) == true)
        {
            next.Add(Query("select path, status, message from ops.files where status in ('quarantined', 'waiting')", "files that were not taken, and why"));
        }

        if (night.Ingested is { RowsRejected: > 0 })
        {
            next.Add(Query("select path, rejects.* from ops.rejects join ops.files using (file_id) limit 20", "rows that were rejected, and why"));
        }

        if (night.Synced?.HasFailures == true || night.OptOuts?.HasFailures == true)
        {
            next.Add(Query($"from activation.deliveries where run_id = '{night.RunId}' and status <> 'acknowledged'", "what the channels did not take"));
        }

        if (night.Errors.Count == 0)
        {
            next.AddRange(AfterSuccess());
        }
        else
        {
            if (night.Steps.Any(step => step.Status == "failed"))
            {
                next.Add(Query($"from ops.steps where run_id = '{night.RunId}' and status = 'failed'", "the steps that failed"));
            }

            next.Add(new($"kmen {command}{nightOption}", "again, once that is mended"));
            if (night.Tests.Any(test => test.IsBlocking) || night.Steps.Any(step => step.Status == "skipped"))
            {
                next.Add(new("kmen retry" + option, "from the failure on, with what was built before it"));
            }
        }

        return next;

        IEnumerable<NextCommand> AfterSuccess()
        {
            if ((parts & NightParts.Publish) != 0 || night.HasPublished)
            {
                yield return hasAudiences
                    ? Query("select audience, count(*) from audiences.membership where left_at is null group by all", "who is in which audience")
                    : Query("select table_schema, table_name from information_schema.tables", "what is published");
            }
            else if ((parts & NightParts.Build) != 0)
            {
                yield return new("kmen run" + nightOption, "builds the same, publishes it and sends");
            }
            else if ((parts & NightParts.Ingest) != 0)
            {
                yield return Query("from ops.files order by file_id desc limit 20", "what became of the files");
            }

            yield return Query($"from ops.steps where run_id = '{night.RunId}'", "what took how long");
        }
    }
}
