using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kmen.Activation.Tests.Receiver;

/// <summary>
/// A marketing tool that keeps to the webhook contract and lets nothing pass that does not: it checks signature and time, applies each Webhook-Id once and
/// repeats its answer, and keeps the membership that results. It is written from the contract alone and shares no code with the sender.
/// </summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    static readonly JsonSerializerOptions Json = new();
    readonly WebApplication app;
    readonly ConcurrentDictionary<string, string> answers = new();
    readonly ConcurrentDictionary<string, string> bodies = new();
    readonly ConcurrentQueue<string> violations = new();
    readonly Lock gate = new();
    readonly Dictionary<(string Audience, string Id), Operation> members = [];
    readonly List<(string Audience, Operation Operation)> applied = [];
    readonly byte[] secret;
    int requests;

    WebhookReceiver(WebApplication app, byte[] secret)
    {
        this.app = app;
        this.secret = secret;
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Decides what goes wrong at a request, from its number (from 1) and its Webhook-Id.</summary>
    public Func<int, string, Fault> Faults { get; set; } = (_, _) => Fault.None;

    /// <summary>The Retry-After header of a 429.</summary>
    public string RetryAfter { get; set; } = "1";

    /// <summary>Rows that are refused one by one, in the answer's results.</summary>
    public Func<Operation, string?> RejectsRow { get; set; } = _ => null;

    /// <summary>Rows that make the whole batch a 400.</summary>
    public Func<Operation, bool> RejectsBatch { get; set; } = _ => false;

    /// <summary>Operations that must not even be tried.</summary>
    public Func<Operation, bool> Forbids { get; set; } = _ => false;

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public int Requests => requests;

    /// <summary>Breaches of the contract that were seen: must stay empty.</summary>
    public IReadOnlyCollection<string> Violations => violations;

    public IReadOnlyList<string> Ids => [.. answers.Keys];

    /// <summary>Operations that took effect, in their order.</summary>
    public IReadOnlyList<(string Audience, Operation Operation)> Applied
    {
        get
        {
            lock (gate)
            {
                return [.. applied];
            }
        }
    }

    public IReadOnlyDictionary<string, string> Members(string audience)
    {
        lock (gate)
        {
            return members.Where(pair => pair.Key.Audience == audience)
                .ToDictionary(pair => pair.Key.Id, pair => $"{pair.Value.Address} {pair.Value.Fields}");
        }
    }

    public void Forget()
    {
        lock (gate)
        {
            applied.Clear();
        }
    }

    /// <summary>Takes over what another receiver knows, as if it had been this one.</summary>
    public void Resume(WebhookReceiver other)
    {
        lock (other.gate)
        {
            foreach (var (id, answer) in other.answers)
            {
                answers[id] = answer;
                bodies[id] = other.bodies[id];
            }

            foreach (var (member, operation) in other.members)
            {
                members[member] = operation;
            }
        }
    }

    public static async Task<WebhookReceiver> Start(string secret)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(options => options.Limits.MaxRequestBodySize = 64 << 20).UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new WebhookReceiver(app, Encoding.UTF8.GetBytes(secret));
        app.MapPost("/hook", receiver.Handle);
        await app.StartAsync();
        receiver.Address = new Uri(app.Urls.Single() + "/hook");
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(soon.Token);
        await app.DisposeAsync();
    }

    async Task Handle(HttpContext http)
    {
        var number = Interlocked.Increment(ref requests);
        using var stream = new MemoryStream();
        await http.Request.Body.CopyToAsync(stream);
        var body = stream.ToArray();
        var id = http.Request.Headers["Webhook-Id"].ToString();
        if (!IsGenuine(http, id, body))
        {
            http.Response.StatusCode = 403;
            return;
        }

        var text = Encoding.UTF8.GetString(body);
        if (bodies.GetOrAdd(id, text) != text)
        {
            violations.Enqueue($"{id} came with two bodies");
        }

        Check(id, body);
        var fault = Faults(number, id);
        if (await Refuses(http, fault))
        {
            return;
        }

        if (!Take(id, body, out var answer))
        {
            http.Response.StatusCode = 400;
            return;
        }

        await Reply(http, fault, answer);
    }

    async Task<bool> Refuses(HttpContext http, Fault fault)
    {
        switch (fault)
        {
            case Fault.TooMany:
                http.Response.StatusCode = 429;
                http.Response.Headers.RetryAfter = RetryAfter;
                return true;
            case Fault.ErrorBefore:
                http.Response.StatusCode = 500;
                return true;
            case Fault.Unauthorized:
                http.Response.StatusCode = 401;
                return true;
            case Fault.DropBefore:
                http.Abort();
                await Task.CompletedTask;
                return true;
            default:
                return false;
        }
    }

    static async Task Reply(HttpContext http, Fault fault, string answer)
    {
        switch (fault)
        {
            case Fault.ErrorAfter:
                http.Response.StatusCode = 503;
                break;
            case Fault.DropAfter:
                http.Abort();
                break;
            case Fault.HangAfter:
                await Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            default:
                http.Response.ContentType = "application/json";
                await http.Response.WriteAsync(answer);
                break;
        }
    }

    bool IsGenuine(HttpContext http, string id, byte[] body)
    {
        var timestamp = http.Request.Headers["Webhook-Timestamp"].ToString();
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, signed));
        var age = Clock.GetUtcNow().ToUnixTimeSeconds() - long.Parse(timestamp, CultureInfo.InvariantCulture);
        if (expected != http.Request.Headers["Webhook-Signature"].ToString() || Math.Abs(age) > 300 || id.Length == 0)
        {
            violations.Enqueue($"{id}: wrong signature, or a time {age} s away");
            return false;
        }

        return true;
    }

    void Check(string id, byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        foreach (var operation in document.RootElement.GetProperty("operations").EnumerateArray().Select(Operation.Read).Where(Forbids))
        {
            violations.Enqueue($"{id} holds {operation.Kind} {operation.ExternalId}, which is forbidden");
        }
    }

    bool Take(string id, byte[] body, out string answer)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        var audience = root.GetProperty("audience").GetString()!;
        var operations = root.GetProperty("operations").EnumerateArray().Select(Operation.Read).ToList();
        lock (gate)
        {
            if (answers.TryGetValue(id, out answer!))
            {
                return true;
            }

            if (operations.Any(RejectsBatch))
            {
                answer = "";
                return false;
            }

            var results = new List<object>();
            foreach (var operation in operations)
            {
                var reason = RejectsRow(operation);
                results.Add(new { external_id = operation.ExternalId, status = reason is null ? "ok" : "rejected", reason });
                if (reason is null)
                {
                    Apply(audience, operation);
                }
            }

            answer = JsonSerializer.Serialize(new { results }, Json);
            answers[id] = answer;
            return true;
        }
    }

    void Apply(string audience, Operation operation)
    {
        applied.Add((audience, operation));
        if (operation.Kind == "upsert")
        {
            members[(audience, operation.ExternalId)] = operation;
        }
        else
        {
            members.Remove((audience, operation.ExternalId));
        }
    }
}
