using System.Text.Json;

namespace FashionNotebooks;

/// <summary>Draws a heatmap trace as SVG, with the scale of its colours.</summary>
internal sealed class SvgHeatmap
{
    private const double BarWidth = 14;

    private readonly JsonElement trace;
    private readonly double[][] values;
    private readonly double low, high;
    private readonly ColorScale colors;

    public SvgHeatmap(JsonElement trace)
    {
        this.trace = trace;
        values = [.. trace.At("z").Items().Select(row => row.Items().Select(v => v.Number(double.NaN)).ToArray())];
        var numbers = values.SelectMany(row => row).Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        (low, high) = (trace.At("zmin").Number(numbers.Min()), trace.At("zmax").Number(numbers.Max()));
        if (high <= low)
            high = low + 1;
        (double, Color)[] stops = [.. trace.At("colorscale").Items()
            .Select(stop => stop.Items())
            .Where(stop => stop.Length == 2 && stop[1].Text() is ['#', _, _, _, _, _, _])
            .Select(stop => (stop[0].Number(0), Color.FromHex(stop[1].Text())))];
        colors = stops.Length < 2 ? ColorScale.Heat : new(stops);
    }

    public bool HasScale => trace.At("showscale").Flag(true);

    public void Draw(SvgWriter svg, SvgAxis x, SvgAxis y)
    {
        JsonElement[] columns = trace.At("x").Items(), rows = trace.At("y").Items();
        double width = x.PixelsPerUnit, height = y.PixelsPerUnit, gapX = trace.At("xgap").Number(0), gapY = trace.At("ygap").Number(0);
        for (var row = 0; row < values.Length; row++)
            for (var column = 0; column < values[row].Length; column++)
            {
                if (!double.IsFinite(values[row][column]))
                    continue;
                var middleX = column < columns.Length && x.Place(columns[column]) is { } placeX ? placeX : x.Place((double)column);
                var middleY = row < rows.Length && y.Place(rows[row]) is { } placeY ? placeY : y.Place((double)row);
                svg.Rectangle(middleX - width / 2 + gapX / 2, middleY - height / 2 + gapY / 2, width - gapX, height - gapY, $"{ColorOf(values[row][column])}");
            }
    }

    public void DrawScale(SvgWriter svg, double left, double top, double height)
    {
        const int steps = 64;
        for (var i = 0; i < steps; i++)
            svg.Rectangle(left, top + height * i / steps, BarWidth, height / steps + 0.5, $"{colors.At(1 - (i + 0.5) / steps)}");
        var step = AxisTicks.NiceStep(high - low, 6);
        foreach (var value in AxisTicks.Multiples(low, high, step))
            svg.Text(AxisTicks.Format(value, step, ""), left + BarWidth + 5, top + height * (1 - (value - low) / (high - low)) + 4, 11, $"{Palette.MutedText}");
        svg.Text(trace.At("colorbar").Title(), left, top - 8, 11, $"{Palette.MutedText}");
    }

    private Color ColorOf(double value) => colors.At((value - low) / (high - low));
}
