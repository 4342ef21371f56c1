using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Kmen.Activation.Journal;

namespace Kmen.Activation.Transport;

/// <summary>Posts signed JSON batches. 2xx takes them; 408, 425, 429 and 5xx ask to come again; see <see cref="IsAboutUs"/> for the other 4xx.</summary>
internal sealed class WebhookTransport(Uri url, WebhookSignature signature, TimeSpan timeout, TimeProvider clock) : ITransport
{
    const int LargestAnswer = 16 << 20;

    readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = timeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        // Each attempt has a time limit of its own.
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = LargestAnswer,
    };

    /// <inheritdoc/>
    public bool? HasArrived(JournalBatch batch) => null;

    /// <inheritdoc/>
    public async Task<TransportAnswer> Send(JournalBatch batch, IReadOnlyList<JournalRow> rows, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            using var request = Request(batch.Id, WebhookBody.Write(batch, rows));
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, both.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(both.Token).ConfigureAwait(false);
            return Classify(response, body, rows);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new TransportAnswer.Retry(string.Create(CultureInfo.InvariantCulture, $"no answer within {timeout.TotalSeconds} s"));
        }
        catch (HttpRequestException e)
        {
            return new TransportAnswer.Retry($"no connection ({e.HttpRequestError})");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    HttpRequestMessage Request(string id, ReadOnlyMemory<byte> body)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("Webhook-Id", id);
        request.Headers.Add("Webhook-Timestamp", timestamp);
        request.Headers.Add("Webhook-Signature", signature.Sign(id, timestamp, body.Span));
        return request;
    }

    TransportAnswer Classify(HttpResponseMessage response, byte[] body, IReadOnlyList<JournalRow> rows)
    {
        var code = (int)response.StatusCode;
        var shown = string.Create(CultureInfo.InvariantCulture, $"HTTP {code}");
        return code switch
        {
            >= 200 and < 300 => new TransportAnswer.Accepted(shown, WebhookAnswer.Rejections(body, rows)),
            408 or 425 or 429 or >= 500 => new TransportAnswer.Retry(shown, After(response.Headers.RetryAfter)),
            _ when IsAboutUs(response.StatusCode) => new TransportAnswer.Refused(shown),
            _ => new TransportAnswer.Rejected(shown, WebhookAnswer.Rejections(body, rows)),
        };
    }

    /// <summary>Answers that no choice of rows could change: a redirect, or a refusal of the sender or of the address.</summary>
    static bool IsAboutUs(HttpStatusCode code) => code < HttpStatusCode.BadRequest || code is HttpStatusCode.Unauthorized or HttpStatusCode.PaymentRequired
        or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.ProxyAuthenticationRequired
        or HttpStatusCode.Gone or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.MisdirectedRequest or HttpStatusCode.UpgradeRequired;

    TimeSpan? After(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : null);
}
