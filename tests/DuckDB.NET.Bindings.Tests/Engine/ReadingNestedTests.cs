namespace DuckDB.NET.Bindings.Tests.Engine;

public sealed class ReadingNestedTests : EngineTest
{
    [Fact]
    public void List_OfNumbers_IsRead() => Scalar("select [3, 1, 2]").Should().BeEquivalentTo(new[] { 3, 1, 2 }, options => options.WithStrictOrdering());

    [Fact]
    public void List_OfTexts_ShortAndLong_IsRead() =>
        Read<List<string>>("['a', 'a text of more than twelve bytes']").Should().Equal("a", "a text of more than twelve bytes");

    [Fact]
    public void List_WithNulls_IsReadAsNullable() => Read<List<int?>>("[1, null, 3]").Should().Equal(1, null, 3);

    [Fact]
    public void List_OfLists_IsRead() => Read<List<List<int>>>("[[1], [2, 3], []]").Should().BeEquivalentTo(new[] { [1], new[] { 2, 3 }, [] });

    [Fact]
    public void List_LongerThanAChunk_IsRead() => Read<List<long>>("range(5000)").Should().Equal(Enumerable.Range(0, 5000).Select(i => (long)i));

    [Fact]
    public void Array_OfFixedLength_IsRead() => Read<List<float>>("[1, 2, 3]::float[3]").Should().Equal(1f, 2f, 3f);

    [Fact]
    public void Struct_IsReadByFieldName() =>
        Scalar("select {'city': 'Praha', 'postcode': 11000, 'since': null::date}")
            .Should().BeEquivalentTo(new Dictionary<string, object?> { ["city"] = "Praha", ["postcode"] = 11000, ["since"] = null });

    [Fact]
    public void Struct_IsReadIntoAType()
    {
        var address = Read<Address>("{'City': 'Praha', 'Postcode': 11000}");
        (address.City, address.Postcode).Should().Be(("Praha", 11000));
    }

    [Fact]
    public void Map_IsReadAsADictionary() =>
        Read<Dictionary<string, int>>("map {'e-mail': 1, 'phone': 2}").Should().Equal(new Dictionary<string, int> { ["e-mail"] = 1, ["phone"] = 2 });

    [Fact]
    public void List_OfStructs_OverManyRows_IsRead()
    {
        using var command = Connection.CreateCommand();
        command.CommandText = "select [{'i': i, 't': 'text number ' || i}, {'i': -i, 't': null}] from range(5000) r(i)";
        using var reader = command.ExecuteReader();
        for (var row = 0L; reader.Read(); row++)
        {
            var items = (List<Dictionary<string, object?>>)reader.GetValue(0);
            items.Select(item => item["i"]).Should().Equal(row, -row);
            items.Select(item => item["t"]).Should().Equal(new object?[] { $"text number {row}", null });
        }
    }

    private sealed class Address
    {
        public string City { get; set; } = "";

        public int Postcode { get; set; }
    }
}
