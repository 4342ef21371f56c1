using DuckDB.NET.Native;

namespace DuckDB.NET.Bindings.Tests.Loading;

public sealed class NativeLibraryLocationTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("kmen-native-");

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public void Find_WithANamedFolder_TakesItBeforeAllOthers()
    {
        var named = Place("named");
        Place("base");
        NativeLibraryLocation.Find(Path.GetDirectoryName(named), Folder("base")).Should().Be(named);
    }

    [Fact]
    public void Find_WithANamedFolderThatLacksTheLibrary_SaysSoInsteadOfTakingAnother()
    {
        Place("base");
        var find = () => NativeLibraryLocation.Find(Folder("empty"), Folder("base"));
        find.Should().Throw<DllNotFoundException>().WithMessage("*KMEN_NATIVE*empty*scripts/setup*");
    }

    [Fact]
    public void Find_BesideTheProgram_IsTakenBeforeTheSetupFolder()
    {
        var beside = Place("base");
        Place(".native");
        NativeLibraryLocation.Find(null, Folder("base")).Should().Be(beside);
    }

    [Fact]
    public void Find_InASetupFolderAboveTheProgram_IsTaken()
    {
        var above = Place(".native");
        NativeLibraryLocation.Find("", Folder("artifacts/bin/debug")).Should().Be(above);
    }

    [Fact]
    public void Find_WithoutTheLibraryAnywhere_LeavesItToTheSystem() =>
        NativeLibraryLocation.Find(null, Folder("base")).Should().BeNull();

    [Fact]
    public void NotFound_Message_NamesTheSetupScript() =>
        NativeLibraryLocation.NotFound("/somewhere").Message.Should().Contain("scripts/setup").And.Contain("/somewhere").And.Contain("KMEN_NATIVE");

    private string Folder(string name) => root.CreateSubdirectory(name).FullName;

    private string Place(string folder)
    {
        var path = Path.Combine(Folder(folder), NativeLibraryLocation.FileName);
        File.WriteAllText(path, "");
        return path;
    }
}
