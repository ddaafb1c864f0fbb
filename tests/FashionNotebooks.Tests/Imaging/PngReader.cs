using SkiaSharp;

namespace FashionNotebooks.Tests.Imaging;

/// <summary>A PNG file read back.</summary>
internal sealed class PngReader
{
    private readonly byte[] rgba;
    private readonly bool isGrey;

    public PngReader(ReadOnlySpan<byte> file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        Assert.Equal(SKEncodedImageFormat.Png, codec.EncodedFormat);
        (Width, Height, isGrey) = (codec.Info.Width, codec.Info.Height, codec.Info.ColorType == SKColorType.Gray8);
        Assert.Equal(SKCodecResult.Success, codec.GetPixels(new(Width, Height, SKColorType.Rgba8888, SKAlphaType.Unpremul), out rgba));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>One byte a pixel where it is grey, else red, green, blue and opacity.</summary>
    public byte[] Pixels => isGrey ? [.. rgba.Where((_, i) => i % 4 == 0)] : rgba;

    /// <summary>Red, green and blue of a pixel.</summary>
    public (byte R, byte G, byte B) this[int x, int y] => rgba.AsSpan(4 * (y * Width + x)) is [var r, var g, var b, ..] ? (r, g, b) : default;
}
