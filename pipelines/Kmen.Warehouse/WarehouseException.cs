namespace Kmen.Warehouse;

/// <summary>The engine refused a statement.</summary>
public sealed class WarehouseException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="kind">The engine's kind of error: Parser, Binder, Catalog, Conversion, Constraint, IO, Out of Memory …</param>
    /// <param name="message">The engine's message without position block.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="offset">Offset in characters of the place in the statement, or null.</param>
    /// <param name="candidates">Names that the engine found near, or none.</param>
    /// <param name="inner">The driver's exception.</param>
    public WarehouseException(
        string kind, string message, string sql, int? offset, IReadOnlyList<string> candidates, Exception? inner = null)
        : base(message, inner)
    {
        Kind = kind;
        Sql = sql;
        Offset = offset;
        Candidates = candidates;
    }

    /// <summary>The engine's kind of error.</summary>
    public string Kind { get; }

    /// <summary>The statement that was refused.</summary>
    public string Sql { get; }

    /// <summary>Offset in characters of the place in <see cref="Sql"/>, or null where the engine named none.</summary>
    public int? Offset { get; }

    /// <summary>Names near the one that was not found.</summary>
    public IReadOnlyList<string> Candidates { get; }
}
