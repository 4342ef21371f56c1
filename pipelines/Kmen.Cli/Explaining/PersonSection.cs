namespace Kmen.Cli.Explaining;

/// <summary>One part of an explanation.</summary>
/// <param name="Key">Its name in JSON.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Tables">The tables it reads.</param>
/// <param name="Sql">The query; <c>$1</c> is the person's id.</param>
sealed record PersonSection(string Key, string Title, IReadOnlyList<string> Tables, string Sql);
