namespace Kmen.Cli.Explaining;

/// <summary>Whom the words of a command line mean.</summary>
/// <param name="PersonId">The person; where nobody lives under the id any more, the id itself.</param>
/// <param name="Note">What must be said before the answer, such as that the id was merged into another; null where it is plain.</param>
sealed record FoundPerson(long PersonId, string? Note);
