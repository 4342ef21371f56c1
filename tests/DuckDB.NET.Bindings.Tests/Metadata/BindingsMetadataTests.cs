using System.Reflection;
using System.Runtime.CompilerServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace DuckDB.NET.Bindings.Tests.Metadata;

public sealed class BindingsMetadataTests
{
    private static readonly Assembly Data = typeof(DuckDBConnection).Assembly;
    private static readonly Assembly Bindings = typeof(NativeMethods).Assembly;
    private static readonly HashSet<MemberSignature> Referred = ReferredMembers.Of(Data.Location, "DuckDB.NET.Bindings");
    private static readonly HashSet<MemberSignature> Offered = OfferedMembers.Of(Bindings.Location);

    [Fact]
    public void Bindings_ForEveryMemberTheDataAssemblyRefersTo_OfferItInTheSameForm()
    {
        Referred.Should().HaveCountGreaterThan(200, because: "the data assembly calls most of the C API");
        MissingMembers.Of(Referred, Offered).Should().BeEmpty();
    }

    [Fact]
    public void Bindings_Identity_IsTheOneTheDataAssemblyRefersTo() =>
        Data.GetReferencedAssemblies().Single(name => name.Name == "DuckDB.NET.Bindings").FullName.Should().Be(Bindings.GetName().FullName);

    [Fact]
    public void DataAssembly_CompiledByTheRuntime_FindsEveryMemberButThoseOfArrow()
    {
        var failures = TypesOf(Data).Where(type => !type.ContainsGenericParameters && !typeof(Delegate).IsAssignableFrom(type))
            .SelectMany(MethodsOf).Select(Compile).OfType<Exception>().Select(exception => exception.Message).ToList();
        failures.Where(message => !message.Contains("Apache.Arrow", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void Comparison_OfAMadeUpMember_NamesItAsMissing()
    {
        MemberSignature[] referred = [.. Referred, new("DuckDB.NET.Native.DuckDBDate", "instance Default Int32 get_Weeks()")];
        MissingMembers.Of(referred, Offered).Should().Equal("DuckDB.NET.Native.DuckDBDate: instance Default Int32 get_Weeks()");
    }

    [Fact]
    public void Comparison_OfAMemberWithAChangedType_NamesItWithTheOfferedForm()
    {
        MemberSignature[] referred = [new("DuckDB.NET.Native.DuckDBDate", "instance Default Void set_Days(Int64)")];
        MissingMembers.Of(referred, Offered).Should().Equal(
            "DuckDB.NET.Native.DuckDBDate: instance Default Void set_Days(Int64) (offered: instance Default Void set_Days(Int32))");
    }

    [Fact]
    public void Comparison_OfAMadeUpType_NamesItAsMissing() =>
        MissingMembers.Of([new("DuckDB.NET.Native.DuckDBFortnight")], Offered).Should().Equal("type DuckDB.NET.Native.DuckDBFortnight");

    [Fact]
    public void Comparison_WithoutOneOfTheOfferedMembers_NamesTheOnesReferredTo()
    {
        var without = Offered.Where(member => !member.Signature.Contains("DuckDBFetchChunk", StringComparison.Ordinal)).ToHashSet();
        MissingMembers.Of(Referred, without).Should().ContainSingle().Which.Should().Contain("DuckDBFetchChunk");
    }

    [Fact]
    public void OfferedMembers_OfInternalTypesAndPrivateMembers_AreNotCounted()
    {
        var offered = OfferedMembers.Of(typeof(BindingsMetadataTests).Assembly.Location).Select(member => member.ToString()).ToList();
        offered.Should().Contain(member => member.Contains(nameof(Comparison_OfAMadeUpType_NamesItAsMissing), StringComparison.Ordinal));
        offered.Should().NotContain(member => member.Contains(nameof(MemberSignature), StringComparison.Ordinal), because: "the type is internal");
        offered.Should().NotContain(member => member.Contains(nameof(TypesOf), StringComparison.Ordinal), because: "the method is private");
    }

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }

    private static IEnumerable<MethodBase> MethodsOf(Type type)
    {
        const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        return type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared))
            .Where(method => !method.IsAbstract && !method.ContainsGenericParameters);
    }

    private static Exception? Compile(MethodBase method)
    {
        try
        {
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
            return null;
        }
        catch (Exception exception) when (exception is TypeLoadException or MissingMemberException or FileNotFoundException)
        {
            return exception;
        }
    }
}
