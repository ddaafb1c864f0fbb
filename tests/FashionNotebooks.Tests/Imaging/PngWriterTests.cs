namespace FashionNotebooks.Tests.Imaging;

public class PngWriterTests
{
    [Theory]
    [InlineData(PixelFormat.Grey, 1)]
    [InlineData(PixelFormat.Rgb, 3)]
    [InlineData(PixelFormat.Rgba, 4)]
    public void Pixels_come_back_as_they_were_written(PixelFormat format, int channels)
    {
        var noise = new byte[17 * 23 * channels];
        new Random(1).NextBytes(noise);
        var flat = new byte[noise.Length];
        var ramp = noise.Select((_, i) => (byte)(i / channels)).ToArray();
        foreach (var pixels in (byte[][])[noise, flat, ramp])
        {
            var png = new PngReader(PngWriter.Encode(pixels, 17, 23, format));
            Assert.Equal((17, 23, channels), (png.Width, png.Height, png.Channels));
            Assert.Equal(pixels, png.Pixels);
        }
    }

    /// <summary>Expected values from Python 3.11: zlib.crc32(b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, type, 0, 0, 0)).</summary>
    [Theory]
    [InlineData(1, 1, PixelFormat.Grey, 0x3A7E9B55)]
    [InlineData(1, 1, PixelFormat.Rgb, 0x907753DE)]
    [InlineData(1, 1, PixelFormat.Rgba, 0x1F15C489)]
    [InlineData(3, 2, PixelFormat.Rgb, 0x1216F14D)]
    public void Checksums_are_those_of_the_standard(int width, int height, PixelFormat format, uint headerCrc)
    {
        var channels = format switch { PixelFormat.Grey => 1, PixelFormat.Rgb => 3, _ => 4 };
        var png = new PngReader(PngWriter.Encode(new byte[width * height * channels], width, height, format));
        Assert.Equal(("IHDR", headerCrc), png.Chunks[0]);
        Assert.Equal(("IEND", 0xAE426082u), png.Chunks[^1]);
    }

    [Fact]
    public void A_picture_of_repeated_rows_takes_little_room()
    {
        var row = new byte[300];
        new Random(2).NextBytes(row);
        var pixels = Enumerable.Range(0, 300).SelectMany(_ => row).ToArray();
        Assert.InRange(PngWriter.Encode(pixels, 300, 300, PixelFormat.Grey).Length, 300, 1500);
    }

    [Fact]
    public void A_wrong_number_of_bytes_is_refused_with_the_right_one()
    {
        var error = Assert.Throws<ArgumentException>(() => PngWriter.Encode(new byte[11], 2, 2, PixelFormat.Rgb));
        Assert.Contains("12 bytes, but there are 11", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_needs_a_width_a_height_and_a_known_format()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PngWriter.Encode([], 0, 1, PixelFormat.Grey));
        Assert.Throws<ArgumentOutOfRangeException>(() => PngWriter.Encode([], 1, 0, PixelFormat.Grey));
        Assert.Throws<ArgumentOutOfRangeException>(() => PngWriter.Encode([1], 1, 1, (PixelFormat)9));
    }
}
