namespace Kmen.XGBoost;

/// <summary>XGBoost refused a call. The message is the library's own, without its stack trace.</summary>
public sealed class XGBoostException : Exception
{
    internal XGBoostException(string function, string message)
        : base($"{function}: {message}") => Function = function;

    /// <summary>The function of the C API that refused.</summary>
    public string Function { get; }

    internal static XGBoostException From(string function, string? text)
    {
        // "[12:30:11] ./src/learner.cc:553: Check failed: … : message" and then "Stack trace:" with a frame a line.
        text = (text ?? "").Split("\nStack trace:", 2)[0].Trim();
        if (text.StartsWith('[') && text.IndexOf("] ", StringComparison.Ordinal) is var end and > 0)
        {
            text = text[(end + 2)..];
        }

        return new XGBoostException(function, text.Length > 0 ? text : "failed without a message");
    }
}
