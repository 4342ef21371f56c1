namespace Kmen.Activation.Transport;

/// <summary>What one attempt to send a batch came to.</summary>
internal abstract record TransportAnswer
{
    /// <summary>Taken, but for the rows named.</summary>
    internal sealed record Accepted(string Response, IReadOnlyDictionary<long, string> Rejections) : TransportAnswer;

    /// <summary>Refused as a whole and not applied; fewer rows at a time may be taken. The reasons are by row number, where the destination names rows.</summary>
    internal sealed record Rejected(string Response, IReadOnlyDictionary<long, string> Reasons) : TransportAnswer;

    /// <summary>No answer, or one that asks to come again.</summary>
    internal sealed record Retry(string Response, TimeSpan? After = null) : TransportAnswer;

    /// <summary>The destination takes nothing from us: wrong address, wrong secret, no room. Nothing was applied.</summary>
    internal sealed record Refused(string Response) : TransportAnswer;
}
