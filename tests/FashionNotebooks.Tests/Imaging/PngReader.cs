using System.Buffers.Binary;
using System.IO.Compression;

namespace FashionNotebooks.Tests.Imaging;

/// <summary>A PNG file read back, by the standard and without the library's help: 8 bits a channel, not interlaced.</summary>
internal sealed class PngReader
{
    private readonly byte[] pixels;

    public PngReader(ReadOnlySpan<byte> file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8].ToArray());
        var compressed = new MemoryStream();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            var type = System.Text.Encoding.ASCII.GetString(file.Slice(at + 4, 4));
            var data = file.Slice(at + 8, length);
            Chunks.Add((type, BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + length)..])));
            if (type == "IHDR")
            {
                (Width, Height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
                Channels = data[9] switch { 0 => 1, 2 => 3, 6 => 4, _ => throw new FormatException($"colour type {data[9]}") };
            }
            else if (type == "IDAT")
                compressed.Write(data);
            at += 12 + length;
        }

        compressed.Position = 0;
        using var zlib = new ZLibStream(compressed, CompressionMode.Decompress);
        var stride = Width * Channels;
        pixels = new byte[stride * Height];
        var row = new byte[stride + 1];
        for (var y = 0; y < Height; y++)
        {
            zlib.ReadExactly(row);
            for (var i = 0; i < stride; i++)
            {
                int left = i < Channels ? 0 : pixels[y * stride + i - Channels], above = y == 0 ? 0 : pixels[(y - 1) * stride + i];
                pixels[y * stride + i] = (byte)(row[i + 1] + row[0] switch { 0 => 0, 1 => left, 2 => above, 3 => (left + above) / 2, 4 => Paeth(left, above, i < Channels || y == 0 ? 0 : pixels[(y - 1) * stride + i - Channels]), _ => throw new FormatException($"filter {row[0]}") });
            }
        }
        Assert.Equal(-1, zlib.ReadByte());

        static int Paeth(int left, int above, int corner)
        {
            int estimate = left + above - corner, toLeft = Math.Abs(estimate - left), toAbove = Math.Abs(estimate - above), toCorner = Math.Abs(estimate - corner);
            return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
        }
    }

    public int Width { get; }

    public int Height { get; }

    public int Channels { get; }

    /// <summary>Types and checksums, in order.</summary>
    public List<(string Type, uint Crc)> Chunks { get; } = [];

    public byte[] Pixels => pixels;

    /// <summary>Red, green and blue of a pixel.</summary>
    public (byte R, byte G, byte B) this[int x, int y]
    {
        get
        {
            var at = (y * Width + x) * Channels;
            return Channels == 1 ? (pixels[at], pixels[at], pixels[at]) : (pixels[at], pixels[at + 1], pixels[at + 2]);
        }
    }
}
