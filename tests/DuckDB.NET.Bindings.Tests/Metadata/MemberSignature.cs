namespace DuckDB.NET.Bindings.Tests.Metadata;

/// <summary>A type, field or method as one assembly offers it and another refers to it; for a type itself only the first part is set.</summary>
internal sealed record MemberSignature(string Type, string Signature = "")
{
    public override string ToString() => Signature.Length == 0 ? $"type {Type}" : $"{Type}: {Signature}";
}
