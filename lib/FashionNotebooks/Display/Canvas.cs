using SkiaSharp;

namespace FashionNotebooks;

/// <summary>A drawing surface for pictures of images, whose pixels stay whole.</summary>
internal sealed class Canvas : IDisposable
{
    private readonly SKSurface surface;

    public Canvas(int width, int height, SKColor background)
    {
        (Width, Height) = (width, height);
        surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(background);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>A filled rectangle; what lies outside the canvas is left out.</summary>
    public void Fill(int x, int y, int width, int height, SKColor color)
    {
        using var paint = new SKPaint { Color = color };
        surface.Canvas.DrawRect(x, y, width, height, paint);
    }

    /// <summary>A frame of the given thickness just outside a rectangle.</summary>
    public void Frame(int x, int y, int width, int height, int thickness, SKColor color)
    {
        using var paint = new SKPaint { Color = color, IsStroke = true, StrokeWidth = thickness };
        surface.Canvas.DrawRect(x - thickness / 2f, y - thickness / 2f, width + thickness, height + thickness, paint);
    }

    /// <summary>A grey image, each of its pixels a square of scale x scale.</summary>
    public void Image(ReadOnlySpan<byte> grey, int width, int x, int y, int scale) =>
        Image(grey, width, grey.Length / width, PixelFormat.Grey, x, y, width * scale, grey.Length / width * scale);

    /// <summary>A picture in a place of another size: enlarged crisply, made smaller smoothly; what is transparent shows what is below.</summary>
    public unsafe void Image(ReadOnlySpan<byte> pixels, int width, int height, PixelFormat format, int x, int y, int newWidth, int newHeight)
    {
        fixed (byte* first = pixels)
        {
            using var pixmap = new SKPixmap(PhotoFile.Info(width, height, format), (nint)first);
            using var image = SKImage.FromPixelCopy(pixmap);
            surface.Canvas.DrawImage(image, SKRect.Create(x, y, newWidth, newHeight), newWidth >= width ? new SKSamplingOptions(SKFilterMode.Nearest) : new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), null);
        }
    }

    /// <summary>A line of text.</summary>
    /// <param name="text">The text, in one line.</param>
    /// <param name="x">Its left end, middle or right end, by <paramref name="align"/>.</param>
    /// <param name="baseline">The row on which the letters stand.</param>
    /// <param name="style">Size and weight.</param>
    /// <param name="color">The ink.</param>
    /// <param name="align">Where the text lies relative to <paramref name="x"/>.</param>
    public void Text(string text, int x, int baseline, Lettering style, SKColor color, SKTextAlign align = SKTextAlign.Left)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        surface.Canvas.DrawText(text, x, baseline, align, style.Font, paint);
    }

    /// <summary>What has been drawn.</summary>
    public Picture ToPicture(string altText)
    {
        using var pixels = surface.PeekPixels();
        using var png = pixels.Encode(SKPngEncoderOptions.Default);
        return new(png!.ToArray(), Width, Height, altText);
    }

    public void Dispose() => surface.Dispose();
}
