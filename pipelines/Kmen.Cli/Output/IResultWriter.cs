using System.Data.Common;

namespace Kmen.Cli.Output;

/// <summary>Writes the rows of a query.</summary>
interface IResultWriter
{
    /// <summary>Writes them all, or as many as the format shows.</summary>
    /// <param name="rows">A reader before its first row.</param>
    /// <param name="cancellation">Ends it between two rows.</param>
    void Write(DbDataReader rows, CancellationToken cancellation);
}
