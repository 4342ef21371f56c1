using System.Security.Cryptography;
using System.Text;

namespace Kmen.Activation.Transport;

/// <summary>
/// Signs a request: <c>v1,base64(HMAC-SHA256(secret, id + "." + timestamp + "." + body))</c>, over the raw bytes of the body.
/// A secret <c>whsec_…</c> is the base64 form of the key, as in the Standard Webhooks specification; any other text is the key itself, in UTF-8.
/// </summary>
internal sealed class WebhookSignature(string secret)
{
    const string EncodedPrefix = "whsec_";
    readonly byte[] key = secret.StartsWith(EncodedPrefix, StringComparison.Ordinal)
        ? Convert.FromBase64String(secret[EncodedPrefix.Length..])
        : Encoding.UTF8.GetBytes(secret);

    /// <summary>The value of <c>Webhook-Signature</c>.</summary>
    /// <param name="id">The value of <c>Webhook-Id</c>.</param>
    /// <param name="timestamp">The value of <c>Webhook-Timestamp</c>: Unix seconds.</param>
    /// <param name="body">The body's bytes.</param>
    public string Sign(string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return "v1," + Convert.ToBase64String(hmac.GetHashAndReset());
    }
}
