using System.Buffers.Binary;
using System.IO.Compression;

namespace FashionNotebooks.Web.Tests;

/// <summary>Files to send.</summary>
internal static class Pictures
{
    // The test images begin with an ankle boot, a pullover and a trouser.
    private static readonly LabeledImages TestImages = FashionMnist.Load().Test.Take(3);

    public static byte[] AnkleBoot { get; } = Png(0);

    public static byte[] Pullover { get; } = Png(1);

    public static byte[] Trouser { get; } = Png(2);

    public static byte[] Shoe { get; } = File.ReadAllBytes(Workspace.Data("samples", "tennis-shoe-openclipart.jpg"));

    /// <summary>The same out of focus, by Recorded/blurred_shoe.py.</summary>
    public static byte[] BlurredShoe { get; } = Recorded("blurred-shoe.jpg");

    /// <summary>A file of Recorded/, made by a script beside it.</summary>
    public static byte[] Recorded(string name) => File.ReadAllBytes(Path.Combine(Workspace.Root, "tests/FashionNotebooks.Web.Tests/Recorded", name));

    /// <summary>The name of a class of the dataset's test images, by their order.</summary>
    public static string ClassOf(int index) => FashionMnist.ClassNames[TestImages.Label(index)];

    private static byte[] Png(int index) => new Photo(28, 28, [.. TestImages.Image(index).ToArray().SelectMany(grey => (byte[])[grey, grey, grey, 255])]).ToPng();

    /// <summary>A PNG of one colour: a few kilobytes, however many pixels it claims.</summary>
    public static byte[] Plain(int width, int height)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 1; // bit a pixel, grey
        WriteChunk(file, "IHDR"u8, header);
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + (width + 7) / 8];
            for (var i = 0; i < height; i++)
                zlib.Write(row);
        }
        WriteChunk(file, "IDAT"u8, compressed.ToArray());
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] checkedPart = [.. type, .. data];
        file.Write(checkedPart);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(checkedPart));
        file.Write(number);
    }

    private static uint Crc32(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }
        return ~crc;
    }
}
