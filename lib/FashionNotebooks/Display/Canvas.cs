namespace FashionNotebooks;

/// <summary>Where a line of text lies relative to the point it is drawn at.</summary>
internal enum TextAlign
{
    Left,
    Center,
    Right,
}

/// <summary>A drawing surface of red, green and blue bytes.</summary>
internal sealed class Canvas
{
    private readonly byte[] pixels;

    public Canvas(int width, int height, Color background)
    {
        (Width, Height) = (width, height);
        pixels = new byte[width * height * 3];
        Fill(0, 0, width, height, background);
    }

    public int Width { get; }

    public int Height { get; }

    public Color this[int x, int y]
    {
        get
        {
            var at = (y * Width + x) * 3;
            return new(pixels[at], pixels[at + 1], pixels[at + 2]);
        }
        private set
        {
            var at = (y * Width + x) * 3;
            (pixels[at], pixels[at + 1], pixels[at + 2]) = (value.Red, value.Green, value.Blue);
        }
    }

    /// <summary>A filled rectangle; what lies outside the canvas is left out.</summary>
    public void Fill(int x, int y, int width, int height, Color color)
    {
        for (var row = Math.Max(0, y); row < Math.Min(Height, y + height); row++)
            for (var column = Math.Max(0, x); column < Math.Min(Width, x + width); column++)
                this[column, row] = color;
    }

    /// <summary>A frame of the given thickness just outside a rectangle.</summary>
    public void Frame(int x, int y, int width, int height, int thickness, Color color)
    {
        Fill(x - thickness, y - thickness, width + 2 * thickness, thickness, color);
        Fill(x - thickness, y + height, width + 2 * thickness, thickness, color);
        Fill(x - thickness, y, thickness, height, color);
        Fill(x + width, y, thickness, height, color);
    }

    /// <summary>A grey image, each of its pixels a square of scale x scale.</summary>
    public void Image(ReadOnlySpan<byte> grey, int width, int x, int y, int scale)
    {
        for (var i = 0; i < grey.Length; i++)
            Fill(x + i % width * scale, y + i / width * scale, scale, scale, new(grey[i], grey[i], grey[i]));
    }

    /// <summary>A line of text.</summary>
    /// <param name="text">The text, in one line.</param>
    /// <param name="x">Its left end, middle or right end, by <paramref name="align"/>.</param>
    /// <param name="baseline">The row on which the letters stand.</param>
    /// <param name="style">Size and weight.</param>
    /// <param name="color">The ink.</param>
    /// <param name="align">Where the text lies relative to <paramref name="x"/>.</param>
    public void Text(string text, int x, int baseline, TextStyle style, Color color, TextAlign align = TextAlign.Left)
    {
        var width = StrokeFont.Measure(text, style);
        var left = x - align switch { TextAlign.Center => width / 2, TextAlign.Right => width, _ => 0 };
        foreach (var (glyph, offset) in StrokeFont.Layout(text, style))
        {
            var (opacity, maskLeft, maskTop) = glyph.Mask;
            for (var row = 0; row < opacity.GetLength(0); row++)
                for (var column = 0; column < opacity.GetLength(1); column++)
                {
                    int px = left + offset + maskLeft + column, py = baseline + maskTop + row;
                    if (opacity[row, column] > 0 && px >= 0 && px < Width && py >= 0 && py < Height)
                        this[px, py] = Color.Mix(this[px, py], color, opacity[row, column]);
                }
        }
    }

    /// <summary>The bytes of a PNG file; with one byte a pixel where there is no colour.</summary>
    public byte[] ToPng()
    {
        var grey = new byte[Width * Height];
        for (var i = 0; i < grey.Length; i++)
        {
            if (pixels[3 * i] != pixels[3 * i + 1] || pixels[3 * i] != pixels[3 * i + 2])
                return PngWriter.Encode(pixels, Width, Height, PixelFormat.Rgb);
            grey[i] = pixels[3 * i];
        }
        return PngWriter.Encode(grey, Width, Height, PixelFormat.Grey);
    }
}
