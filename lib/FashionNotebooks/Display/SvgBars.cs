using System.Text.Json;

namespace FashionNotebooks.Display;

/// <summary>Draws bar traces as SVG, side by side where there are several.</summary>
internal static class SvgBars
{
    /// <summary>The smallest distance between places, 1 if there is only one.</summary>
    public static double Step(IEnumerable<double> places)
    {
        var ordered = places.Distinct().Order().ToArray();
        return ordered.Length < 2 ? 1 : ordered.Zip(ordered.Skip(1), (a, b) => b - a).Min();
    }

    /// <param name="svg">Where to draw.</param>
    /// <param name="bars">All bar traces of a panel.</param>
    /// <param name="x">The panel's x axis.</param>
    /// <param name="y">The panel's y axis.</param>
    /// <param name="gap">The part of a place that is left empty.</param>
    public static void Draw(SvgWriter svg, IReadOnlyList<JsonElement> bars, SvgAxis x, SvgAxis y, double gap)
    {
        var step = Step(bars.SelectMany(bar => bar.At("x").Items()).Where(v => v.ValueKind == JsonValueKind.Number).Select(v => v.GetDouble()));
        var group = step * x.PixelsPerUnit * (1 - gap);
        var width = group / bars.Count;
        for (var i = 0; i < bars.Count; i++)
        {
            var color = bars[i].At("marker", "color").Text($"{Palette.Series(i)}");
            foreach (var (place, height) in bars[i].At("x").Items().Zip(bars[i].At("y").Items()))
                if (x.Place(place) is { } middle && y.Place(height) is { } end)
                {
                    var zero = y.Place(0.0);
                    svg.Rectangle(middle - group / 2 + i * width, Math.Min(zero, end), width, Math.Abs(zero - end), color);
                }
        }
    }
}
