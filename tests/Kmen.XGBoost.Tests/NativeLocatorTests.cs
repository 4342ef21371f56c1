namespace Kmen.XGBoost.Tests;

public class NativeLocatorTests
{
    [Fact]
    public void Folders_InOrder_AreVariableThenProgramThenNativeFoldersAbove() =>
        NativeLocator.Folders("/opt/native", "/srv/kmen/bin").Should().Equal(
            "/opt/native", "/srv/kmen/bin", "/srv/kmen/bin/.native", "/srv/kmen/.native", "/srv/.native", "/.native");

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Folders_WithoutVariable_BeginWithTheProgram(string? variable) =>
        NativeLocator.Folders(variable, "/kmen").First().Should().Be("/kmen");

    [Fact]
    public void NotFound_Message_NamesFoldersAndTheWayOut() =>
        NativeLocator.NotFound(["/a", "/b"]).Should().Contain("/a, /b").And.Contain("scripts/setup").And.Contain("KMEN_NATIVE");
}
