namespace Kmen.Warehouse;

/// <summary>
/// One engine in this process. Databases are attached to it under names of their own, so that a file may carry the name of one of its schemas.
/// Safe for several threads, each with a session of its own.
/// </summary>
public interface IWarehouse : IDisposable
{
    /// <summary>The threads that the engine was started with.</summary>
    int Threads { get; }

    /// <summary>Attaches a database file; it is made when missing, unless it is opened for reading only.</summary>
    /// <param name="catalog">The name that SQL knows it by; must differ from every schema's name.</param>
    /// <param name="file">Absolute path; null: in memory.</param>
    /// <param name="readOnly">Whether it is opened for reading only.</param>
    /// <param name="isThrowAway">Whether nothing of it need survive a crash before it is detached: then no commit waits for the disk, which is most of a small table's time.</param>
    /// <param name="blockBytes">The size of the blocks of a file that is made: a power of two from 16,384 to 262,144. Null: the engine's own, 262,144, or what an existing file has.</param>
    /// <exception cref="WarehouseException">The file is held by another process, or is no database.</exception>
    void Attach(string catalog, string? file, bool readOnly = false, bool isThrowAway = false, int? blockBytes = null);

    /// <summary>Checkpoints and detaches a database. No session may have it as its catalogue.</summary>
    /// <param name="catalog">The name it was attached under.</param>
    void Detach(string catalog);

    /// <summary>Sets how many threads queries that begin from now on work with, that of their session included. Waits for what the threads that go are doing.</summary>
    /// <param name="threads">At least one.</param>
    void WorkWith(int threads);

    /// <summary>
    /// From now on strings are stored as they are, and not packed by a table of symbols. Keys that every night looks through are read in a third of the time then, and take up to twice the room;
    /// what is written once and read once, such as raw rows, is better packed.
    /// </summary>
    void StoreForReading();

    /// <summary>Opens a session: one connection, for one thread at a time.</summary>
    /// <param name="catalog">The attached database in which unqualified schemas are looked up; null: none.</param>
    /// <returns>The session; dispose it.</returns>
    IWarehouseSession Open(string? catalog = null);
}
