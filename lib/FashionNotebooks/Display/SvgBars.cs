using System.Text.Json;

namespace FashionNotebooks;

/// <summary>Draws bar traces as SVG, side by side or over each other where there are several.</summary>
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
    /// <param name="isOverlay">Whether later traces are drawn over earlier ones.</param>
    public static void Draw(SvgWriter svg, IReadOnlyList<JsonElement> bars, SvgAxis x, SvgAxis y, double gap, bool isOverlay)
    {
        var step = Step(bars.SelectMany(bar => bar.At("x").Items()).Where(v => v.ValueKind == JsonValueKind.Number).Select(v => v.GetDouble()));
        var group = step * x.PixelsPerUnit * (1 - gap);
        var width = isOverlay ? group : group / bars.Count;
        for (var i = 0; i < bars.Count; i++)
        {
            var color = bars[i].At("marker", "color").Text($"{Palette.Series(i)}");
            JsonElement[] places = bars[i].At("x").Items(), heights = bars[i].At("y").Items(), bases = bars[i].At("base").Items();
            for (var bar = 0; bar < Math.Min(places.Length, heights.Length); bar++)
                if (x.Place(places[bar]) is { } middle && heights[bar].ValueKind == JsonValueKind.Number)
                {
                    var foot = bar < bases.Length ? bases[bar].Number(0) : 0;
                    var (start, end) = (y.Place(foot), y.Place(foot + heights[bar].GetDouble()));
                    svg.Rectangle(middle - group / 2 + (isOverlay ? 0 : i * width), Math.Min(start, end), width, Math.Abs(start - end), color);
                }
        }
    }
}
