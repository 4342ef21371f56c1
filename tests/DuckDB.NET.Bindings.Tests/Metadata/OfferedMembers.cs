using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace DuckDB.NET.Bindings.Tests.Metadata;

/// <summary>What an assembly offers to every other one.</summary>
internal static class OfferedMembers
{
    public static HashSet<MemberSignature> Of(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var text = new SignatureText();
        var offered = new HashSet<MemberSignature>();
        foreach (var handle in reader.TypeDefinitions.Where(handle => IsVisible(reader, handle)))
        {
            var type = reader.GetTypeDefinition(handle);
            var name = SignatureText.NameOf(reader, handle);
            offered.Add(new(name));
            foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition).Where(method => IsPublic(method.Attributes)))
            {
                offered.Add(new(name, SignatureText.Of(reader.GetString(method.Name), method.DecodeSignature(text, null))));
            }

            foreach (var field in type.GetFields().Select(reader.GetFieldDefinition).Where(field => IsPublic(field.Attributes)))
            {
                offered.Add(new(name, SignatureText.Of(reader.GetString(field.Name), field.DecodeSignature(text, null))));
            }
        }

        return offered;
    }

    private static bool IsVisible(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic => IsVisible(reader, type.GetDeclaringType()),
            _ => false,
        };
    }

    private static bool IsPublic(MethodAttributes attributes) => (attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;

    private static bool IsPublic(FieldAttributes attributes) => (attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Public;
}
