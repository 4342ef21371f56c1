using System.IO.Compression;
using System.Text;
using Kmen.World.Exports;

namespace Kmen.World.Tests.Exports;

public sealed class ExportFileTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("kmen-file-").FullName;

    [Fact]
    public void Finish_OfManyParts_MakesOneGzipMember()
    {
        string path = Path.Combine(folder, "a.csv.gz");
        string[] parts = ["", "first\n", new string('x', 100_000), "", "last\n"];
        using (var file = new ExportFile(path, FileShape.Gzip, [.. "header\n"u8]))
        {
            var segment = new Segment();
            foreach (string part in parts)
            {
                segment.Fill(Encoding.UTF8.GetBytes(part), true);
                file.Append(segment, 1);
            }

            file.Finish(new Lazy<ParquetFile>());
            File.Exists(path).Should().BeFalse(because: "it is not revealed yet");
            file.Reveal();
        }

        // One member: an inflater of the bare stream stops exactly eight bytes before the end.
        byte[] bytes = File.ReadAllBytes(path);
        using var bare = new DeflateStream(new MemoryStream(bytes[10..^8]), CompressionMode.Decompress);
        using var whole = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        string expected = "header\n" + string.Concat(parts);
        new StreamReader(bare).ReadToEnd().Should().Be(expected);
        new StreamReader(whole).ReadToEnd().Should().Be(expected);
        BitConverter.ToUInt32(bytes, bytes.Length - 4).Should().Be((uint)expected.Length);
        BitConverter.ToUInt32(bytes, bytes.Length - 8).Should().Be(Checksum.Of(Encoding.UTF8.GetBytes(expected)));
    }

    [Fact]
    public void Dispose_BeforeReveal_LeavesNothing()
    {
        using (var file = new ExportFile(Path.Combine(folder, "b.csv"), FileShape.Text, [.. "header\n"u8]))
        {
            file.Finish(new Lazy<ParquetFile>());
        }

        Directory.GetFiles(folder).Should().BeEmpty();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
