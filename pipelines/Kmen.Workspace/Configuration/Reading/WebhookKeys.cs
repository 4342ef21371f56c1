namespace Kmen.Workspace.Configuration.Reading;

/// <summary>Address and secret of a webhook: what must not stand in a file does not.</summary>
static class WebhookKeys
{
    /// <summary>The address, references unresolved; null where it is missing or wrong.</summary>
    public static string? Url(YamlSection section)
    {
        var text = section.Text("url", mayReferToEnvironment: true);
        if (text is null || EnvironmentReference.IsWhole(text))
        {
            return text;
        }

        var place = section.PlaceOf("url") with { Excerpt = null };
        if (text.Contains("${", StringComparison.Ordinal))
        {
            section.Wrong("url", "must be an address or one reference, not a mixture.", "Put the whole address into a variable: url: ${env:NAME}");
        }
        else if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
        {
            section.Wrong("url", "is no web address.", "Write https://host/path or ${env:NAME}.");
        }
        else if (uri.UserInfo.Length > 0)
        {
            section.WrongAt(place, "url", "holds a password, which must not stand in a file.", "Put the address into a variable: url: ${env:NAME}");
        }
        else if (uri.Scheme == "http" && !uri.IsLoopback)
        {
            section.Wrong("url", "would send personal data unencrypted.", "Write https:// instead; http:// is for this machine only.");
        }
        else
        {
            return text;
        }

        return null;
    }

    /// <summary>The signing secret's reference; null where it is missing or stands there in plain. The message never shows it.</summary>
    public static string? Secret(YamlSection section)
    {
        var text = section.Text("secret", mayReferToEnvironment: true);
        if (text is null || EnvironmentReference.IsWhole(text))
        {
            return text;
        }

        section.WrongAt(
            section.PlaceOf("secret") with { Excerpt = null }, "secret", "stands here in plain.",
            "Write secret: ${env:NAME}, set the variable NAME where kmen runs, and give the channel a new secret.");
        return null;
    }
}
