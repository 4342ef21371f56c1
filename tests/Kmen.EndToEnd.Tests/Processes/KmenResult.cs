namespace Kmen.EndToEnd.Tests.Processes;

/// <summary>How a process ended; 128 and the signal's number where a signal ended it.</summary>
internal sealed record KmenResult(int ExitCode, string Output, string Error)
{
    internal const int Killed = 137;

    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Error}";
}
