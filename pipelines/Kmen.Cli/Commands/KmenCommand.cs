using System.CommandLine;
using Kmen.Cli.CommandLine;
using Kmen.Workspace;

namespace Kmen.Cli.Commands;

/// <summary>One command: what its help says, what it takes, what it does. Stateless; one instance serves the process.</summary>
abstract class KmenCommand
{
    /// <summary>The word that calls it.</summary>
    public abstract string Name { get; }

    /// <summary>One line for the list of commands.</summary>
    public abstract string Summary { get; }

    /// <summary>What it does and what it leaves alone: a paragraph or two, parted by an empty line.</summary>
    public abstract string Description { get; }

    /// <summary>At least one example that works in the shipped workspace.</summary>
    public abstract IReadOnlyList<Example> Examples { get; }

    /// <summary>Its arguments, in order.</summary>
    public virtual IReadOnlyList<Argument> Arguments => [];

    /// <summary>Its own options.</summary>
    public virtual IReadOnlyList<Option> Options => [];

    /// <summary>The options that it shares with others, from <see cref="CommonOptions"/>.</summary>
    public virtual IReadOnlyList<Option> Common => [];

    /// <summary>Commands below it; a command that has some does nothing itself.</summary>
    public virtual IReadOnlyList<KmenCommand> Subcommands => [];

    /// <summary>Does it.</summary>
    /// <exception cref="KmenException">What the user should know.</exception>
    public abstract Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation);
}
