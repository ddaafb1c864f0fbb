using System.Collections.Concurrent;

namespace FashionNotebooks;

/// <summary>How a line of text looks: the size of the font in pixels (capitals are 0.72 of it), and whether it is bold.</summary>
internal readonly record struct TextStyle(double Size, bool Bold = false);

/// <summary>How opaque each pixel of a drawn letter is.</summary>
/// <param name="Opacity">Rows x columns, 0 to 1.</param>
/// <param name="Left">Columns from the letter's origin to the mask's first column.</param>
/// <param name="Top">Rows from the baseline to the mask's first row; negative is above.</param>
internal sealed record GlyphMask(float[,] Opacity, int Left, int Top);

/// <summary>
/// A sans-serif font drawn with a round pen, for text on pictures where no font file can be counted on. Letters are strokes
/// on a grid (see <see cref="StrokeGlyphs"/>); a pixel's opacity follows from its distance to the nearest stroke. Stems and
/// bars are moved onto whole pixels first, which keeps small text sharp.
/// </summary>
internal static class StrokeFont
{
    private static readonly ConcurrentDictionary<(char, TextStyle), ScaledGlyph> Scaled = new();

    /// <summary>Width of a line of text, in pixels.</summary>
    public static int Measure(string text, TextStyle style)
    {
        var width = 0;
        foreach (var (glyph, x) in Layout(text, style))
            width = x + glyph.Width + 1;
        return width;
    }

    /// <summary>The text if it fits, else as much of it as fits and an ellipsis.</summary>
    public static string Fit(string text, TextStyle style, int width)
    {
        if (Measure(text, style) <= width)
            return text;
        for (var length = text.Length - 1; length > 0; length--)
        {
            var shortened = text[..length].TrimEnd() + "…";
            if (Measure(shortened, style) <= width)
                return shortened;
        }
        return "…";
    }

    /// <summary>The letters of a line of text with their distances from its left end, in pixels.</summary>
    public static IEnumerable<(ScaledGlyph Glyph, int X)> Layout(string text, TextStyle style)
    {
        var unit = Unit(style);
        var boldness = PenWidth(style) - PenWidth(style with { Bold = false });
        var pen = 0;
        ScaledGlyph? previous = null;
        foreach (var letter in text)
        {
            var glyph = Scaled.GetOrAdd((letter, style), static key => new ScaledGlyph(StrokeGlyphs.Get(key.Item1), key.Item2));
            if (previous is not null)
                pen += Math.Max(2, (int)Math.Round((previous.Source.RightBearing + glyph.Source.LeftBearing) * unit + boldness));
            yield return (glyph, pen);
            pen += glyph.Width;
            previous = glyph;
        }
    }

    /// <summary>Pixels a unit of the letters' grid.</summary>
    internal static double Unit(TextStyle style) => style.Size * 0.72 / StrokeGlyphs.CapitalHeight;

    /// <summary>Width of the pen in pixels.</summary>
    internal static double PenWidth(TextStyle style) => Math.Max(1, style.Size * (style.Bold ? 0.145 : 0.096));
}

/// <summary>A letter at one size, its strokes on whole pixels.</summary>
internal sealed class ScaledGlyph
{
    private readonly Lazy<GlyphMask> mask;

    public ScaledGlyph(StrokeGlyph source, TextStyle style)
    {
        Source = source;
        var unit = StrokeFont.Unit(style);
        var columns = Snap(source.XAnchors, unit);
        Width = columns[^1].Pixel;
        mask = new(() => Draw(source, columns, Snap(source.YAnchors, unit), StrokeFont.PenWidth(style)));
    }

    public StrokeGlyph Source { get; }

    /// <summary>Pixels from the middle of the leftmost stroke to the middle of the rightmost.</summary>
    public int Width { get; }

    public GlyphMask Mask => mask.Value;

    /// <summary>The whole pixel on which each anchor comes to lie. Strokes that are apart stay apart.</summary>
    private static (double Unit, int Pixel)[] Snap(double[] anchors, double unit)
    {
        var snapped = new (double Unit, int Pixel)[anchors.Length];
        for (var i = 0; i < anchors.Length; i++)
        {
            var pixel = (int)Math.Round(anchors[i] * unit);
            if (i > 0)
            {
                var gap = (anchors[i] - anchors[i - 1]) * unit;
                pixel = Math.Max(pixel, snapped[i - 1].Pixel + (gap > 1.2 ? 2 : gap > 0.7 ? 1 : 0));
            }
            snapped[i] = (anchors[i], pixel);
        }
        return snapped;
    }

    /// <summary>Where a coordinate comes to lie: with the anchors on either side of it, in proportion.</summary>
    private static double Map(double value, (double Unit, int Pixel)[] anchors)
    {
        if (value <= anchors[0].Unit)
            return anchors[0].Pixel;
        for (var i = 1; i < anchors.Length; i++)
            if (value <= anchors[i].Unit)
            {
                var (from, to) = (anchors[i - 1], anchors[i]);
                return from.Pixel + (value - from.Unit) / (to.Unit - from.Unit) * (to.Pixel - from.Pixel);
            }
        return anchors[^1].Pixel;
    }

    private static GlyphMask Draw(StrokeGlyph glyph, (double, int)[] columns, (double, int)[] rows, double pen)
    {
        var strokes = glyph.Strokes.Select(stroke => stroke.Select(p => (X: Map(p.X, columns), Y: -Map(p.Y, rows))).ToArray()).ToArray();
        var dots = glyph.Dots.Select(p => (X: Map(p.X, columns), Y: -Map(p.Y, rows))).ToArray();
        var points = strokes.SelectMany(s => s).Concat(dots).ToArray();
        if (points.Length == 0)
            return new(new float[0, 0], 0, 0);

        var margin = (int)Math.Ceiling(pen) + 1;
        int left = (int)Math.Floor(points.Min(p => p.X)) - margin, right = (int)Math.Ceiling(points.Max(p => p.X)) + margin;
        int top = (int)Math.Floor(points.Min(p => p.Y)) - margin, bottom = (int)Math.Ceiling(points.Max(p => p.Y)) + margin;
        var opacity = new float[bottom - top + 1, right - left + 1];
        for (var y = top; y <= bottom; y++)
            for (var x = left; x <= right; x++)
            {
                var edge = double.MaxValue; // distance to the nearest edge of ink, negative inside
                foreach (var stroke in strokes)
                    for (var i = 1; i < stroke.Length; i++)
                        edge = Math.Min(edge, Distance(x, y, stroke[i - 1], stroke[i]) - pen / 2);
                foreach (var dot in dots)
                    edge = Math.Min(edge, Math.Sqrt(Square(x - dot.X) + Square(y - dot.Y)) - pen * 0.68);
                opacity[y - top, x - left] = (float)Math.Clamp(0.5 - edge, 0, 1);
            }
        return new(opacity, left, top);
    }

    private static double Distance(double x, double y, (double X, double Y) a, (double X, double Y) b)
    {
        double dx = b.X - a.X, dy = b.Y - a.Y, length = dx * dx + dy * dy;
        var along = length == 0 ? 0 : Math.Clamp(((x - a.X) * dx + (y - a.Y) * dy) / length, 0, 1);
        return Math.Sqrt(Square(x - a.X - along * dx) + Square(y - a.Y - along * dy));
    }

    private static double Square(double value) => value * value;
}
