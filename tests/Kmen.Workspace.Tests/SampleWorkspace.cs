namespace Kmen.Workspace.Tests;

/// <summary>A kmen.yml in which every key stands once.</summary>
static class SampleWorkspace
{
    public const string Whole = """
        name: florist
        time_zone: Europe/Prague
        portable: true
        keep_nights: 3
        engine: { memory: 16GB, threads: 2, temp_limit: 1.5TB }
        sources:
          buyers:
            description: People who bought flowers
            folder: exports/buyers
            files: "buyers_*.csv"
            format: csv
            delimiter: ";"
            quote: "'"
            encoding: windows-1250
            load: full
            key: [buyer_id]
            duplicates: skip
            event_time: updated_at
            columns:
              buyer_id: { type: bigint, required: true, description: Number of the buyer }
              born: { type: date, format: "%d.%m.%Y", header: "Born On" }
              spent: decimal(18, 2)
              updated_at: timestamp
          statements:
            format: ndjson
            columns:
              address: string
              kind: string
              purpose: string
              channel: string
              action: string
              stated_at: timestamp
        purposes:
          marketing: { legal_basis: consent }
          service: { legal_basis: contract }
        channels:
          email: { address_type: email }
        consents:
          statements: staging.stg_statements
          source: statements
          address: address
          address_type: kind
          purpose: purpose
          channel: channel
          action: action
          stated_at: stated_at
          given: given
        targets:
          dev:
          prod: { state: /var/lib/kmen, published: /srv/kmen }
        destinations:
          files:
            kind: folder
            channel: email
            folder: outgoing/email
            audiences: [welcome, win_back]
            fields: { FirstName: first_name }
            armed: [dev, prod]
          crm:
            kind: webhook
            channel: email
            url: "${env:FLORIST_URL}"
            secret: "${env:FLORIST_SECRET}"
            audiences: welcome
            armed: [prod]
            batch_rows: 100
            max_removal_share: 0.25
            max_removal_rows: 5
            attempts: 3
            timeout_seconds: 10
        schedule: { night: "0 30 2 * * ?", time_zone: Europe/London, catch_up: each }
        """;

    /// <summary>The sample with one piece of text replaced.</summary>
    public static string With(string old, string replacement)
    {
        Whole.Split(old).Should().HaveCount(2, because: "the piece to replace must stand in the sample once: " + old);
        return Whole.Replace(old, replacement, StringComparison.Ordinal);
    }
}
