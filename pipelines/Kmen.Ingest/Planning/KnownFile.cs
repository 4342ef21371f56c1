namespace Kmen.Ingest.Planning;

/// <summary>A file as <c>ops.files</c> knows it.</summary>
/// <param name="FileId">Stays with the path.</param>
/// <param name="Path">Relative to the workspace where it lies inside.</param>
/// <param name="Hash">SHA-256 of the content last seen; empty where it could not be read.</param>
/// <param name="Bytes">Size last seen.</param>
/// <param name="ModifiedAt">Time of writing last seen.</param>
/// <param name="Status">What became of the content last seen.</param>
/// <param name="StatusSince">Since when.</param>
/// <param name="Message">Why, or null.</param>
/// <param name="LoadedHash">The content whose rows stand in the raw table; null where none do. Differs from <paramref name="Hash"/> where newer content cannot be loaded.</param>
/// <param name="Contract">Fingerprint of the contract it was last tried with.</param>
/// <param name="RowsDuplicate">Rows left out as duplicates.</param>
internal sealed record KnownFile(
    long FileId, string Path, string Hash, long Bytes, DateTime ModifiedAt, FileStatus Status, DateTime StatusSince, string? Message,
    string? LoadedHash, string Contract, long RowsDuplicate);
