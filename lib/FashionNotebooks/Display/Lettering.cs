using SkiaSharp;

namespace FashionNotebooks;

/// <summary>How text on pictures looks: Inter, which the library carries with it (Fonts/LICENSE), at a size in pixels.</summary>
internal sealed class Lettering(float size, bool isBold = false)
{
    private static readonly SKTypeface Inter = SKTypeface.FromStream(typeof(Lettering).Assembly.GetManifestResourceStream("Inter-Regular.otf")!);

    /// <summary>The font as Skia draws it.</summary>
    public SKFont Font { get; } = new(Inter, size) { Embolden = isBold, Subpixel = true, Edging = SKFontEdging.Antialias };

    /// <summary>Width of a line of text, in pixels.</summary>
    public int Measure(string text) => (int)Math.Ceiling(Font.MeasureText(text));

    /// <summary>The text, or as much of its beginning as fits the width with an ellipsis.</summary>
    public string Fit(string text, int width)
    {
        if (Measure(text) <= width)
            return text;
        var length = Enumerable.Range(0, text.Length).Reverse().FirstOrDefault(length => Measure(text[..length] + "…") <= width);
        return text[..length].TrimEnd() + "…";
    }
}
