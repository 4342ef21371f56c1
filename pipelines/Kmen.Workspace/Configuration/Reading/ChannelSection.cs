namespace Kmen.Workspace.Configuration.Reading;

/// <summary>The channels and the addresses that they reach a person by.</summary>
static class ChannelSection
{
    public static IReadOnlyDictionary<string, ChannelConfiguration> Read(YamlSection file) =>
        file.Named(
                "channels", required: false, null,
                (name, section) => new ChannelConfiguration(name, section.Text("address_type", required: true) ?? ""))
            .ToDictionary(channel => channel.Name);
}
