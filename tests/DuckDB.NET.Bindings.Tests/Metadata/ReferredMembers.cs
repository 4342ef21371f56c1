using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace DuckDB.NET.Bindings.Tests.Metadata;

/// <summary>What an assembly refers to in another one.</summary>
internal static class ReferredMembers
{
    public static HashSet<MemberSignature> Of(string path, string assemblyName)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var text = new SignatureText();
        var referred = new HashSet<MemberSignature>();
        foreach (var handle in reader.TypeReferences.Where(handle => IsIn(reader, handle, assemblyName)))
        {
            referred.Add(new(SignatureText.NameOf(reader, handle)));
        }

        foreach (var member in reader.MemberReferences.Select(reader.GetMemberReference))
        {
            if (member.Parent.Kind != HandleKind.TypeReference || !IsIn(reader, (TypeReferenceHandle)member.Parent, assemblyName))
            {
                continue;
            }

            var type = SignatureText.NameOf(reader, (TypeReferenceHandle)member.Parent);
            var name = reader.GetString(member.Name);
            referred.Add(new(type, member.GetKind() == MemberReferenceKind.Field
                ? SignatureText.Of(name, member.DecodeFieldSignature(text, null))
                : SignatureText.Of(name, member.DecodeMethodSignature(text, null))));
        }

        return referred;
    }

    private static bool IsIn(MetadataReader reader, TypeReferenceHandle handle, string assemblyName)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => IsIn(reader, (TypeReferenceHandle)scope, assemblyName),
            HandleKind.AssemblyReference => reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) == assemblyName,
            _ => false,
        };
    }
}
