using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FashionNotebooks;

/// <summary>Writes the elements of an SVG document.</summary>
internal sealed partial class SvgWriter
{
    private readonly StringBuilder svg = new();

    public SvgWriter(double width, double height, string title)
    {
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{N(width)}\" height=\"{N(height)}\" viewBox=\"0 0 {N(width)} {N(height)}\" role=\"img\" font-family=\"{ChartStyle.Fonts}\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Escape(title)}</title>");
        Rectangle(0, 0, width, height, $"{Palette.Background}");
    }

    public void Rectangle(double x, double y, double width, double height, string fill, double opacity = 1) =>
        svg.Append($"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\" fill=\"{Escape(fill)}\"{(opacity < 1 ? $" fill-opacity=\"{N(opacity)}\"" : "")}/>");

    public void Line(double x1, double y1, double x2, double y2, string stroke) =>
        svg.Append($"<line x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\" stroke=\"{Escape(stroke)}\"/>");

    public void Polyline(IEnumerable<(double X, double Y)> points, string stroke, double width, string dash)
    {
        var dashes = dash switch { "dash" => "7 4", "dot" => "2 3", "dashdot" => "7 3 2 3", _ => "" };
        svg.Append($"<polyline points=\"{string.Join(' ', points.Select(p => $"{N(p.X)},{N(p.Y)}"))}\" fill=\"none\" stroke=\"{Escape(stroke)}\" stroke-width=\"{N(width)}\" stroke-linejoin=\"round\"{(dashes.Length > 0 ? $" stroke-dasharray=\"{dashes}\"" : "")}/>");
    }

    public void Circle(double x, double y, double radius, string fill) =>
        svg.Append($"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\" fill=\"{Escape(fill)}\"/>");

    /// <summary>A line of text that starts at, ends at or lies about a point ("start", "end", "middle"), turned by degrees.</summary>
    public void Text(string text, double x, double y, double size, string fill, string anchor = "start", bool bold = false, double angle = 0)
    {
        if (text.Length == 0)
            return;
        svg.Append($"<text x=\"{N(x)}\" y=\"{N(y)}\" font-size=\"{N(size)}\" fill=\"{Escape(fill)}\"");
        if (anchor != "start")
            svg.Append($" text-anchor=\"{anchor}\"");
        if (bold)
            svg.Append(" font-weight=\"600\"");
        if (angle != 0)
            svg.Append($" transform=\"rotate({N(angle)} {N(x)} {N(y)})\"");
        svg.Append($">{Escape(text)}</text>");
    }

    /// <summary>What is written until it is disposed of shows only inside a rectangle; coordinates stay as they are.</summary>
    public Clip Inside(double x, double y, double width, double height)
    {
        svg.Append($"<svg x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\" viewBox=\"{N(x)} {N(y)} {N(width)} {N(height)}\">");
        return new(svg);
    }

    /// <summary>The whole document.</summary>
    public override string ToString() => svg + "</svg>";

    /// <summary>About how wide a text is in a common sans-serif font, in pixels.</summary>
    public static double Measure(string text, double size) => size * text.Sum(letter => letter switch
    {
        'i' or 'j' or 'l' or 't' or 'f' or 'r' or 'I' or ' ' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or '(' or ')' or '/' or '-' => 0.32,
        'm' or 'w' or 'M' or 'W' or '%' or '@' or '—' => 0.86,
        >= 'A' and <= 'Z' => 0.68,
        _ => 0.56,
    });

    /// <summary>The lines of a text with plotly.js's HTML-like tags, without them.</summary>
    public static string[] Lines(string text) => [.. BreakTag().Split(text).Select(line => AnyTag().Replace(line, ""))];

    private static string N(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    [GeneratedRegex("<br ?/?>")]
    private static partial Regex BreakTag();

    [GeneratedRegex("</?[A-Za-z][^>]*>")]
    private static partial Regex AnyTag();

    public readonly struct Clip(StringBuilder svg) : IDisposable
    {
        public void Dispose() => svg.Append("</svg>");
    }
}
