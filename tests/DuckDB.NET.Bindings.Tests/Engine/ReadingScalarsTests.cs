using System.Globalization;
using System.Numerics;
using DuckDB.NET.Native;

namespace DuckDB.NET.Bindings.Tests.Engine;

public sealed class ReadingScalarsTests : EngineTest
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("(-128)::tinyint", sbyte.MinValue)]
    [InlineData("(-32768)::smallint", short.MinValue)]
    [InlineData("(-2147483648)::integer", int.MinValue)]
    [InlineData("(-9223372036854775808)::bigint", long.MinValue)]
    [InlineData("255::utinyint", byte.MaxValue)]
    [InlineData("65535::usmallint", ushort.MaxValue)]
    [InlineData("4294967295::uinteger", uint.MaxValue)]
    [InlineData("18446744073709551615::ubigint", ulong.MaxValue)]
    [InlineData("1.5::float", 1.5f)]
    [InlineData("0.1::double", 0.1)]
    [InlineData("'nan'::double", double.NaN)]
    [InlineData("'-inf'::double", double.NegativeInfinity)]
    public void Value_OfAFixedWidth_IsRead(string expression, object expected) => Scalar($"select {expression}").Should().Be(expected);

    [Theory]
    [InlineData("0::hugeint", "0")]
    [InlineData("(-1)::hugeint", "-1")]
    [InlineData("18446744073709551616::hugeint", "18446744073709551616")]
    [InlineData("'-170141183460469231731687303715884105728'::hugeint", "-170141183460469231731687303715884105728")]
    [InlineData("170141183460469231731687303715884105727::hugeint", "170141183460469231731687303715884105727")]
    [InlineData("340282366920938463463374607431768211455::uhugeint", "340282366920938463463374607431768211455")]
    [InlineData("'-123456789012345678901234567890123456789012345678901234567890'::bignum", "-123456789012345678901234567890123456789012345678901234567890")]
    public void WholeNumber_OfMoreThan64Bits_IsRead(string expression, string expected) =>
        Scalar($"select {expression}").Should().Be(BigInteger.Parse(expected, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("12.34::decimal(4, 2)", "12.34")]
    [InlineData("-9.9::decimal(2, 1)", "-9.9")]
    [InlineData("-12345.678::decimal(9, 3)", "-12345.678")]
    [InlineData("12345678901234.5678::decimal(18, 4)", "12345678901234.5678")]
    [InlineData("-12345678901234567890.12::decimal(38, 2)", "-12345678901234567890.12")]
    [InlineData("79228162514264337593543950335::decimal(38, 0)", "79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001::decimal(38, 28)", "0.0000000000000000000000000001")]
    public void Decimal_OfEveryWidth_IsReadExactly(string expression, string expected) =>
        Scalar($"select {expression}").Should().Be(decimal.Parse(expected, CultureInfo.InvariantCulture));

    [Fact]
    public void Decimal_BeyondDotNets_IsReadInParts() =>
        Read<DuckDBDecimal>("12345678901234567890123456789012.123456::decimal(38, 6)")
            .Should().Be(new DuckDBDecimal(38, 6, new(BigInteger.Parse("12345678901234567890123456789012123456", CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("twelve bytes")]
    [InlineData("thirteen byte")]
    [InlineData("Příliš žluťoučký kůň úpěl ďábelské ódy 🐴")]
    [InlineData("ěščřžý")]
    [InlineData("it's \"quoted\"\r\n\t")]
    public void Text_ShortAndLong_IsReadAndWritten(string text)
    {
        Scalar("select $1", (null, text)).Should().Be(text);
        Scalar("select length($1)", (null, text)).Should().Be((long)new StringInfo(text.Replace("\r\n", "..", StringComparison.Ordinal)).LengthInTextElements);
    }

    [Fact]
    public void Text_OfAMegabyte_IsRead() => Scalar("select repeat('kůň', 350_000)").Should().Be(string.Concat(Enumerable.Repeat("kůň", 350_000)));

    [Theory]
    [InlineData("''::blob", "")]
    [InlineData("'\\x00\\xFF\\x80'::blob", "00FF80")]
    [InlineData("from_hex(repeat('00FF', 20))", "00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF")]
    public void Blob_ShortAndLong_IsRead(string expression, string hex)
    {
        using var bytes = new MemoryStream();
        using (var command = Connection.CreateCommand())
        {
            command.CommandText = $"select {expression}";
            using var reader = command.ExecuteReader();
            reader.Read();
            using var stream = reader.GetStream(0);
            stream.CopyTo(bytes);
        }

        Convert.ToHexString(bytes.ToArray()).Should().Be(hex);
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("6ba7b810-9dad-11d1-80b4-00c04fd430c8")]
    [InlineData("ffffffff-ffff-ffff-ffff-ffffffffffff")]
    public void Uuid_ReadAndWritten_KeepsItsDigits(string text)
    {
        Scalar($"select uuid '{text}'").Should().Be(Guid.Parse(text));
        Scalar("select $1::varchar", (null, Guid.Parse(text))).Should().Be(text);
    }

    [Fact]
    public void Bits_AreReadAsText() => Scalar("select '0101'::bit").Should().Be("0101");

    [Fact]
    public void Enum_IsReadAsItsText()
    {
        Execute("create type channel as enum ('web', 'shop', 'a channel with a long name')");
        Scalar("select 'a channel with a long name'::channel").Should().Be("a channel with a long name");
        Read<Channel>("'shop'::channel").Should().Be(Channel.Shop);
    }

    [Theory]
    [InlineData("integer")]
    [InlineData("decimal(18, 2)")]
    [InlineData("varchar")]
    [InlineData("timestamp")]
    [InlineData("integer[]")]
    public void Null_OfEveryType_IsDBNull(string type)
    {
        Scalar($"select null::{type}").Should().Be(DBNull.Value);
        Scalar($"select count(*) from (select null::{type} as value) where value is null").Should().Be(1L);
    }

    [Fact]
    public void Null_InAColumnOfManyChunks_IsFoundWhereItStands()
    {
        using var command = Connection.CreateCommand();
        command.CommandText = "select case when i % 3 = 0 then null else i end, case when i % 5 = 0 then null else 'row ' || i end from range(10000) t(i)";
        using var reader = command.ExecuteReader();
        var row = 0L;
        for (; reader.Read(); row++)
        {
            reader.IsDBNull(0).Should().Be(row % 3 == 0);
            reader.GetValue(1).Should().Be(row % 5 == 0 ? DBNull.Value : $"row {row}");
        }

        row.Should().Be(10_000);
    }

    private enum Channel
    {
        Web,
        Shop,
    }
}
