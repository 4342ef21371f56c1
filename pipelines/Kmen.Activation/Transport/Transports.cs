using Kmen.Workspace;
using Kmen.Workspace.Configuration;

namespace Kmen.Activation.Transport;

/// <summary>Opens the way to a destination. Only here are references to the environment resolved, and only when something may be sent.</summary>
internal static class Transports
{
    internal static ITransport Open(DestinationConfiguration destination, RunContext context) => destination.Kind switch
    {
        DestinationKind.Folder => new FolderTransport(
            Path.GetFullPath(Resolved(destination, "folder", destination.Folder), context.Workspace.Root), context.Workspace.TimeZone),
        DestinationKind.Webhook => new WebhookTransport(
            Address(destination), Signature(destination), TimeSpan.FromSeconds(destination.TimeoutSeconds), context.Clock),
        _ => throw new InvalidOperationException($"There is no transport for kind {destination.Kind}."),
    };

    static Uri Address(DestinationConfiguration destination)
    {
        var text = Resolved(destination, "url", destination.Url);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
        {
            throw Wrong(destination, "url", "holds no web address", "It must begin with https://.");
        }

        return url.Scheme == "https" || url.IsLoopback
            ? url
            : throw Wrong(destination, "url", "would send personal data unencrypted", "Give an address with https://; http:// is for this machine only.");
    }

    static WebhookSignature Signature(DestinationConfiguration destination)
    {
        try
        {
            return new WebhookSignature(Resolved(destination, "secret", destination.Secret));
        }
        catch (FormatException)
        {
            throw Wrong(destination, "secret", "begins with whsec_, and what follows is not base64", "Copy the secret again, or give one without whsec_.");
        }
    }

    static string Resolved(DestinationConfiguration destination, string key, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            throw Wrong(destination, key, "is missing", $"Add {key} to destinations.{destination.Name} in kmen.yml.");
        }

        return EnvironmentReference.Resolve(text, out var missing) ?? throw (missing is null
            ? Wrong(destination, key, "holds ${ without a whole reference", "A reference is written ${env:NAME}.")
            : Wrong(destination, key, $"needs the environment variable {missing}, which is not set", $"Set {missing} where kmen runs, or sync with --dry-run."));
    }

    static KmenException Wrong(DestinationConfiguration destination, string key, string what, string wayOut) =>
        KmenException.Usage($"destinations.{destination.Name}.{key} {what}.", destination.Position, wayOut);
}
