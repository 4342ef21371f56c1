namespace Kmen.Models.Analysis;

/// <summary>A form of query that the analysis does not follow; the model is built whole then.</summary>
internal sealed class UnresolvedQueryException(string message) : Exception(message);
