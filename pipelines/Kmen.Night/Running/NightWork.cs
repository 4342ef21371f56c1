using Kmen.Activation;
using Kmen.Ingest;
using Kmen.Models.Building;
using Kmen.Models.Parsing;
using Kmen.Models.Selecting;
using Kmen.Models.Testing;
using Kmen.Night.Publishing;
using Kmen.Warehouse;
using Kmen.Workspace;
using Kmen.Workspace.Reporting;

namespace Kmen.Night.Running;

/// <summary>The parts of a run in their order, over one engine.</summary>
internal sealed class NightWork(RunContext run, IWarehouse warehouse, NightOptions options, List<KmenException> errors)
{
    readonly List<string> attached = [];

    /// <summary>Of the exports as they are loaded when it is first asked for.</summary>
    readonly Lazy<string> fingerprint = new(() => Fingerprint.Of(run, warehouse));

    internal IReadOnlyCollection<TestOutcome> Tests { get; private set; } = [];

    internal IngestResult? Ingested { get; private set; }

    /// <summary>What the workspace consists of; empty where it could not be read.</summary>
    internal IReadOnlyList<GraphNode> Nodes { get; private set; } = [];

    internal SyncResult? OptOuts { get; private set; }

    internal SyncResult? Synced { get; private set; }

    internal bool HasPublished => Published is not null;

    /// <summary>The night that this run has published, or null.</summary>
    internal PublicationInfo? Published { get; private set; }

    internal bool IsUnchanged { get; private set; }

    internal void Execute(CancellationToken cancellation)
    {
        var (models, steps) = ReadModels(cancellation);
        run.Reporter.Begin(run.RunId, StepCount(steps.Count));
        if (Wants(NightParts.Ingest))
        {
            Ingested = Ingestion.Run(run, warehouse, null, cancellation);
            errors.AddRange(IngestErrors.Of(Ingested, run.Layout));
        }

        var why = Ingested is null ? [] : IngestErrors.ForbidPublishing(Ingested, run.Workspace);
        using var copy = why.Count == 0 && Wants(NightParts.Build) ? BeginCopy() : null;
        if (Wants(NightParts.OptOuts))
        {
            DeliverOptOuts(cancellation);
        }

        if (why.Count > 0)
        {
            throw new KmenException(
                $"Nothing is built: {string.Join("; ", why)}.",
                wayOut: "`kmen query \"select source, path, status, message from ops.files where status in ('waiting', 'quarantined')\"` names the files. "
                    + (Wants(NightParts.OptOuts) ? "Opt-outs that were loaded have been delivered all the same; run again when the files are whole." : "Run again when they are whole."));
        }

        if (Wants(NightParts.Build))
        {
            Build(models, steps, copy, cancellation);
        }

        if (Wants(NightParts.Sync) && Publication.Current(run.Layout) is not null)
        {
            Send(cancellation);
        }
    }

    /// <summary>Detaches what the run attached beside the kept databases.</summary>
    internal void DetachAll()
    {
        foreach (var catalog in attached)
        {
            warehouse.Detach(catalog);
        }

        attached.Clear();
    }

    int StepCount(int buildSteps) =>
        (Wants(NightParts.Ingest) ? run.Workspace.Sources.Count : 0) + (Wants(NightParts.Build) ? buildSteps : 0)
        + (Wants(NightParts.Publish) ? 1 : 0) + (Wants(NightParts.Sync) ? run.Workspace.Destinations.Count : 0);

    bool Wants(NightParts part) => (options.Parts & part) != 0;

    /// <summary>
    /// Models are read before anything is loaded: a mistake in a header or a file of SQL costs a second, not a night. Yet whoever has withdrawn does not wait for its
    /// correction: the consents alone are loaded then, and opt-outs delivered.
    /// </summary>
    (ModelSet Models, IReadOnlyList<IBuildStep> Steps) ReadModels(CancellationToken cancellation)
    {
        try
        {
            using var session = warehouse.Open();
            var models = ModelSet.Read(run.Layout.Root, run.Workspace.Portable, session);
            var steps = WorkspaceSteps.Of(run.Workspace, models, session);
            DestinationAudiences.Check(run.Workspace, models);
            Nodes = WorkspaceSteps.Nodes(run.Workspace, models, steps);
            return (models, steps);
        }
        catch (KmenException e) when (Wants(NightParts.OptOuts) && run.Workspace.Consents is { } consents)
        {
            errors.Add(e);
            if (Wants(NightParts.Ingest))
            {
                Ingested = Ingestion.Run(run, warehouse, [consents.Source], cancellation);
                errors.AddRange(IngestErrors.Of(Ingested, run.Layout));
            }

            DeliverOptOuts(cancellation);
            throw new KmenException("Nothing else was done: the workspace's files must be corrected first.", exitCode: e.ExitCode);
        }
    }

    /// <summary>Keeps the candidate for `kmen retry`; a part of a build is not worth it.</summary>
    void KeepFailed()
    {
        DetachAll();
        if (!options.IsPartial && File.Exists(run.Layout.BuildFile(run.RunId)))
        {
            new FailedBuild(run.RunId, DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(run.AsOf, DateTimeKind.Utc), run.Workspace.TimeZone)), options.Parts).Keep(run.Layout);
        }
    }

    void DeliverOptOuts(CancellationToken cancellation)
    {
        if (run.Workspace.Consents is null)
        {
            return;
        }

        AttachPublished();
        OptOuts = Activation.OptOuts.Deliver(run, warehouse, SyncOptions, cancellation);
        AddFailures(OptOuts);
        DetachAll();
    }

    /// <summary>Whether everything is as it was when the current publication was made.</summary>
    bool IsAsPublished(string fingerprint) => !options.FullRefresh && !options.IsPartial && Publication.Current(run.Layout)?.Fingerprint == fingerprint;

    /// <summary>
    /// Begins to copy what the candidate will begin with; null where it will begin with something else, or where there is little room. Opt-outs come next, and nothing may come before them: what
    /// is wrong here, the build meets again.
    /// </summary>
    CandidateCopy? BeginCopy()
    {
        try
        {
            return !options.FullRefresh && !options.Retry && Publication.Current(run.Layout) is { } current && !IsAsPublished(fingerprint.Value) && !current.IsWorn(PublicationFile(current))
                ? CandidateCopy.BeginWithRoom(PublicationFile(current), run.Layout.BuildFile(run.RunId)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or WarehouseException)
        {
            return null;
        }
    }

    void Build(ModelSet models, IReadOnlyList<IBuildStep> steps, CandidateCopy? copy, CancellationToken cancellation)
    {
        if (IsAsPublished(fingerprint.Value))
        {
            IsUnchanged = true;
            using var unchanged = run.Reporter.Start("build", "build");
            unchanged.End(StepStatus.Unchanged, 0, "nothing new, and the same as-of: the publication stays as it is");
            return;
        }

        WarnOfAnEarlierTime();
        var hasPrevious = AttachPublication(Catalogs.Previous);
        BuildWork? work = null;
        var parquet = Wants(NightParts.Publish) && !options.IsPartial ? Publication.Begin(run, models.Models.Values, table => work!.ChangedRows(table)) : null;
        work = new BuildWork(run, warehouse, options, models, hasPrevious ? PublicationFile(Publication.Current(run.Layout)!) : null, attached, parquet) { Copy = copy };
        var isBuilt = false;
        try
        {
            var failures = work.Build(steps, cancellation);
            errors.AddRange(failures);
            if (failures.Count > 0)
            {
                KeepFailed();
                throw new KmenException($"Nothing is published: {failures.Count} of the night's steps failed.", wayOut: "Yesterday's publication is as it was. See ops.steps and ops.tests.");
            }

            isBuilt = true;
        }
        finally
        {
            Tests = work.Tests;
            if (!isBuilt)
            {
                Publication.Discard(run);
            }
        }

        if (!options.IsPartial)
        {
            FailedBuild.Forget(run.Layout);
        }

        if (parquet is not null)
        {
            attached.Remove(Catalogs.Build);
            Published = Publication.Publish(run, warehouse, parquet, fingerprint.Value, work.IsAnew, cancellation);
        }

        DetachAll();
    }

    /// <summary>A night for an earlier time forgets the stays that began after it, which a mistyped day should not do unseen.</summary>
    void WarnOfAnEarlierTime()
    {
        if (Wants(NightParts.Publish) && Publication.Current(run.Layout) is { } current && current.AsOf > run.AsOf)
        {
            run.Reporter.Warn(
                $"This night is as of {AsOf.Day(run.AsOf, run.Workspace.TimeZone):yyyy-MM-dd}, earlier than what is published ({AsOf.Day(current.AsOf, run.Workspace.TimeZone):yyyy-MM-dd}). "
                + $"What began since then is not in it, and nothing new is sent. `kmen rollback {current.RunId}` brings the later night back.");
        }
    }

    void Send(CancellationToken cancellation)
    {
        AttachPublished();
        Synced = Sync.Run(run, warehouse, SyncOptions, cancellation);
        AddFailures(Synced);
        DetachAll();
    }

    SyncOptions SyncOptions => new() { Target = options.Target, DryRun = options.DryRun };

    /// <summary>A destination that is configured wrongly is a failure of its own: the night has published, and the others were sent to.</summary>
    void AddFailures(SyncResult result) => errors.AddRange((IEnumerable<KmenException>)
    [
        .. result.Errors.Select(error => HasPublished ? new KmenException(error.Message, error.Where, error.WayOut) : error),
        .. result.Plans.Where(plan => plan.HasFailures).Select(plan => new KmenException(
            $"{plan.Destination} / {plan.Audience}: {plan.Blocked ?? plan.Failure ?? "some rows were not taken"}",
            wayOut: "See activation.deliveries; what is open is tried again by the next run.")),
    ]);

    void AttachPublished() => AttachPublication(Catalogs.Published);

    /// <summary>The night's own path, not the link: the next flip changes what the link names.</summary>
    bool AttachPublication(string catalog)
    {
        if (Publication.Current(run.Layout) is not { } current)
        {
            return false;
        }

        warehouse.Attach(catalog, PublicationFile(current), readOnly: true);
        attached.Add(catalog);
        return true;
    }

    string PublicationFile(PublicationInfo publication) => Path.Combine(run.Layout.NightsFolder, publication.RunId, "warehouse.duckdb");
}
