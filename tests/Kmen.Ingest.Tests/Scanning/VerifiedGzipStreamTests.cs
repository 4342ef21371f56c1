using System.Globalization;
using System.Text;
using Kmen.Ingest.Scanning;

namespace Kmen.Ingest.Tests.Scanning;

public class VerifiedGzipStreamTests
{
    static readonly byte[] Text = Encoding.UTF8.GetBytes(string.Join(
        '\n', Enumerable.Range(0, 3000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},name{i * 7919 % 1000},x"))));

    static readonly byte[] Whole = TestStore.Gzip(Text);

    /// <summary>What gzip makes of nothing; the platform's own stream would write no byte.</summary>
    static readonly byte[] EmptyMember = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    [Fact]
    public void Read_WholeStream_GivesTheText() => Unpack(Whole).Should().Equal(Text);

    [Fact]
    public void Read_SeveralMembersAndPadding_GivesAll() =>
        Unpack([.. Whole, .. EmptyMember, .. Whole, .. new byte[300]]).Should().Equal([.. Text, .. Text]);

    [Fact]
    public void Read_CutAnywhere_Waits()
    {
        for (var length = 0; length < Whole.Length; length += length < Whole.Length - 40 && length > 40 ? 97 : 1)
        {
            Failure(Whole[..length]).Should().NotBeNull(because: $"cut at {length}").And.Match<UnfitFileException>(error => error.IsIncomplete);
        }
    }

    [Fact]
    public void Read_CutInSecondMember_Waits()
    {
        for (var length = Whole.Length + 1; length < Whole.Length * 2; length += 211)
        {
            Failure([.. Whole, .. Whole[..(length - Whole.Length)]]).Should().NotBeNull(because: $"cut at {length}")
                .And.Match<UnfitFileException>(error => error.IsIncomplete);
        }
    }

    [Fact]
    public void Read_FlippedBitBehindTheHeader_IsNeverTakenForWhole()
    {
        for (var at = 10; at < Whole.Length; at += at < Whole.Length - 20 ? 53 : 1)
        {
            var damaged = (byte[])Whole.Clone();
            damaged[at] ^= 0x10;
            Failure(damaged).Should().NotBeNull(because: $"flipped at {at}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Read_DamagedHeaderOfSecondMember_IsQuarantined(int at)
    {
        byte[] two = [.. Whole, .. Whole];
        two[Whole.Length + at] ^= 0x10;
        Failure(two).Should().Match<UnfitFileException>(error => !error.IsIncomplete, because: "the platform's own stream ends there without an error");
    }

    [Fact]
    public void Read_WrongChecksum_IsQuarantined()
    {
        var damaged = (byte[])Whole.Clone();
        damaged[^6] ^= 1;
        Failure(damaged).Should().Match<UnfitFileException>(error => !error.IsIncomplete);
    }

    [Fact]
    public void Read_PlainText_IsQuarantined() => Failure(Text).Should().Match<UnfitFileException>(error => !error.IsIncomplete);

    [Fact]
    public void Read_EmptyMember_IsWhole() => Unpack(EmptyMember).Should().BeEmpty();

    static byte[] Unpack(byte[] bytes)
    {
        using var file = new MemoryStream(bytes);
        using var gzip = new VerifiedGzipStream(file);
        using var target = new MemoryStream();
        gzip.CopyTo(target);
        return target.ToArray();
    }

    static UnfitFileException? Failure(byte[] bytes)
    {
        try
        {
            Unpack(bytes);
            return null;
        }
        catch (UnfitFileException error)
        {
            return error;
        }
    }
}
