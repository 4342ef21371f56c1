namespace Kmen.Activation.Tests.Receiver;

/// <summary>How the receiver misbehaves at one request.</summary>
public enum Fault
{
    None,

    /// <summary>429 with Retry-After; nothing is applied.</summary>
    TooMany,

    /// <summary>500 before anything is applied.</summary>
    ErrorBefore,

    /// <summary>500 after everything was applied.</summary>
    ErrorAfter,

    /// <summary>Applied, and no answer until the client gives up.</summary>
    HangAfter,

    /// <summary>The connection ends before anything is applied.</summary>
    DropBefore,

    /// <summary>The connection ends after everything was applied.</summary>
    DropAfter,

    /// <summary>401: the sender is not known.</summary>
    Unauthorized,
}
