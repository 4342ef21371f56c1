namespace Kmen.World;

/// <summary>A world cannot be made as asked; the message says why, and what to do.</summary>
public sealed class WorldException : Exception
{
    /// <param name="message">What is wrong, where, and the way out.</param>
    /// <param name="inner">The cause.</param>
    public WorldException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
