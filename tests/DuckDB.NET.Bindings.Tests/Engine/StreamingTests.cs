namespace DuckDB.NET.Bindings.Tests.Engine;

public sealed class StreamingTests : EngineTest
{
    [Fact]
    public void Rows_ThreeMillion_AreStreamedInOrder()
    {
        using var command = Connection.CreateCommand();
        command.CommandText = "select i, 'row number ' || i, i % 7 = 0 from range(3_000_000) t(i)";
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        var (row, wrong) = (0L, 0L);
        for (; reader.Read(); row++)
        {
            var right = reader.GetInt64(0) == row && reader.GetBoolean(2) == (row % 7 == 0) && (row % 1000 != 0 || reader.GetString(1) == $"row number {row}");
            wrong += right ? 0 : 1;
        }

        (row, wrong).Should().Be((3_000_000L, 0L));
    }

    [Fact]
    public void Rows_WithoutEnd_CanBeStreamedFromTheirStart()
    {
        using var command = Connection.CreateCommand();
        command.CommandText = "select i from range(1_000_000_000_000) t(i)";
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        for (var row = 0L; row < 10_000; row++)
        {
            reader.Read().Should().BeTrue();
            reader.GetInt64(0).Should().Be(row, because: "a result that is not kept whole has its first rows at once");
        }
    }

    [Fact]
    public void Row_ThatFailsWhileStreaming_ThrowsTheEnginesMessage()
    {
        using var command = Connection.CreateCommand();
        command.CommandText = "select if(i = 1_500_000, error('row ' || i), i) from range(3_000_000) t(i)";
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        var read = () =>
        {
            while (reader.Read())
            {
            }
        };
        read.Should().Throw<Exception>().WithMessage("*row 1500000*", because: "a broken stream must not look like its end");
    }
}
