using System.Buffers.Binary;
using System.IO.Compression;

namespace FashionNotebooks;

/// <summary>How many bytes a pixel has, and what they mean: the colour types of PNG that this library writes.</summary>
public enum PixelFormat
{
    /// <summary>One byte: 0 is black, 255 white.</summary>
    Grey,

    /// <summary>Three bytes: red, green, blue.</summary>
    Rgb,

    /// <summary>Four bytes: red, green, blue, opacity (255 is opaque).</summary>
    Rgba,
}

/// <summary>Writes pictures as PNG files, 8 bits a channel (W3C, Portable Network Graphics, third edition).</summary>
public static class PngWriter
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly uint[] CrcTable = MakeCrcTable();

    /// <summary>The bytes of a PNG file.</summary>
    /// <param name="pixels">Height x width x channels, row by row from the top left.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="format">What the bytes of a pixel mean.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or height is below 1.</exception>
    /// <exception cref="ArgumentException">The number of bytes is not height x width x channels.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, PixelFormat format)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var (channels, colorType) = format switch
        {
            PixelFormat.Grey => (1, (byte)0),
            PixelFormat.Rgb => (3, (byte)2),
            PixelFormat.Rgba => (4, (byte)6),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "This is not one of the pixel formats."),
        };
        if (pixels.Length != (long)width * height * channels)
            throw new ArgumentException(
                $"A picture of {width}x{height} {format} pixels needs {(long)width * height * channels} bytes, but there are {pixels.Length}.",
                nameof(pixels));

        using var file = new MemoryStream();
        file.Write(Signature);

        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8; // bits a channel
        header[9] = colorType;
        header[10..].Clear(); // deflate, adaptive filters, not interlaced
        WriteChunk(file, "IHDR"u8, header);

        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
            WriteFilteredRows(zlib, pixels, width * channels, channels);
        WriteChunk(file, "IDAT"u8, compressed.GetBuffer().AsSpan(0, (int)compressed.Length));

        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>
    /// Each row as differences from the row above (filter 2) or from the pixel to the left (filter 1) or as it is (filter 0),
    /// whichever has the smallest sum of absolute values: the choice that the PNG standard recommends.
    /// </summary>
    private static void WriteFilteredRows(Stream output, ReadOnlySpan<byte> pixels, int stride, int channels)
    {
        byte[] plain = new byte[stride + 1], left = new byte[stride + 1], above = new byte[stride + 1];
        (plain[0], left[0], above[0]) = (0, 1, 2);
        for (var start = 0; start < pixels.Length; start += stride)
        {
            long plainCost = 0, leftCost = 0, aboveCost = 0;
            for (var i = 0; i < stride; i++)
            {
                var value = pixels[start + i];
                plain[i + 1] = value;
                left[i + 1] = (byte)(value - (i < channels ? 0 : pixels[start + i - channels]));
                above[i + 1] = (byte)(value - (start == 0 ? 0 : pixels[start + i - stride]));
                plainCost += Magnitude(plain[i + 1]);
                leftCost += Magnitude(left[i + 1]);
                aboveCost += Magnitude(above[i + 1]);
            }
            output.Write(aboveCost <= leftCost && aboveCost <= plainCost ? above : leftCost <= plainCost ? left : plain);
        }
    }

    /// <summary>The size of a byte that stands for a difference from -128 to 127.</summary>
    private static int Magnitude(byte difference) => difference < 128 ? difference : 256 - difference;

    private static void WriteChunk(Stream output, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        output.Write(number);
        output.Write(type);
        output.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        output.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
            crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        return crc;
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            table[i] = crc;
        }
        return table;
    }
}
