namespace Kmen.Models.Importing;

/// <summary>A test as a line of a header.</summary>
/// <param name="Text">Kind and options, such as <c>not_null: [person_id]</c>.</param>
/// <param name="Beside">Severity and bounds, each as <c>key: value</c>.</param>
internal sealed record ImportedTest(string Text, IReadOnlyList<string> Beside);
