using System.Text.Json;
using Plotly.NET;

namespace FashionNotebooks;

/// <summary>
/// Draws a chart as a static SVG image, for places where no script runs: GitHub, exported pages, print. It knows what the
/// library's charts use: bars, lines with markers and texts, heat maps, annotations on data, logarithmic axes, titles, legends
/// and panels side by side.
/// </summary>
public static class SvgRenderer
{
    private const double FontSize = 12, TickSize = 11, Edge = 20, LegendLine = 20;

    /// <summary>The SVG document. A chart with a kind of trace that isn't known is replaced by a line that says so.</summary>
    /// <param name="chart">Any chart.</param>
    public static string Render(GenericChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        using var figure = JsonDocument.Parse(GenericChart.toFigureJson(chart));
        return new Drawing(figure.RootElement.At("data").Items(), figure.RootElement.At("layout")).Draw();
    }

    private sealed class Drawing(JsonElement[] traces, JsonElement layout)
    {
        private readonly double width = layout.At("width").Number(720), height = layout.At("height").Number(420);
        private readonly string[] title = SvgWriter.Lines(layout.Title());

        public string Draw()
        {
            if (traces.FirstOrDefault(trace => Kind(trace) is not ("bar" or "scatter" or "heatmap")) is { ValueKind: JsonValueKind.Object } other)
                return Message($"A {Kind(other)} chart; it is drawn only where scripts run.");

            var svg = new SvgWriter(width, height, string.Join(" ", title));
            var top = DrawTitle(svg);
            top = DrawLegend(svg, top) + 6;

            var panels = Panels();
            var heatmap = traces.Where(trace => Kind(trace) == "heatmap").Select(trace => new SvgHeatmap(trace)).FirstOrDefault();
            var hasScale = heatmap is { HasScale: true };
            var right = width - Edge - (hasScale ? 62 : 0);
            foreach (var (x, y) in panels)
            {
                // Room for the numbers is the same in every panel: the axes' domains are parts of what all share.
                var (left, bottom) = (panels.Max(p => LeftMargin(p.Y)), height - panels.Max(p => BottomMargin(p.X, right)));
                x.Pixels = (left + x.Domain.From * (right - left), left + x.Domain.To * (right - left));
                y.Pixels = (bottom - y.Domain.From * (bottom - top), bottom - y.Domain.To * (bottom - top));
                DrawPanel(svg, x, y);
            }
            if (hasScale)
                heatmap!.DrawScale(svg, right + 18, panels[0].Y.Pixels.To + 14, panels[0].Y.Pixels.From - panels[0].Y.Pixels.To - 14);
            return svg.ToString();
        }

        private static string Kind(JsonElement trace) => trace.At("type").Text("scatter");

        private static string Message(string text)
        {
            var svg = new SvgWriter(SvgWriter.Measure(text, FontSize) + 2 * Edge, 48, text);
            svg.Text(text, Edge, 28, FontSize, $"{Palette.MutedText}");
            return svg.ToString();
        }

        private List<(SvgAxis X, SvgAxis Y)> Panels() =>
            [.. traces.GroupBy(trace => (X: trace.At("xaxis").Text("x"), Y: trace.At("yaxis").Text("y"))).Select(panel =>
                (Axis(panel.Key.X, [.. panel]), Axis(panel.Key.Y, [.. panel])))];

        private SvgAxis Axis(string name, IReadOnlyList<JsonElement> own) => new(name, layout.At($"{name[0]}axis{name[1..]}"), own);

        private double DrawTitle(SvgWriter svg)
        {
            var y = 8.0;
            for (var line = 0; line < title.Length && title[line].Length > 0; line++)
            {
                y += line == 0 ? 22 : 18;
                svg.Text(title[line], Edge, y, line == 0 ? 15 : FontSize, $"{(line == 0 ? Palette.Text : Palette.MutedText)}", bold: line == 0);
            }
            return y + 10;
        }

        private double DrawLegend(SvgWriter svg, double top)
        {
            var entries = traces.Where(trace => trace.At("showlegend").Flag(true) && trace.At("name").Text().Length > 0).ToArray();
            if (!layout.At("showlegend").Flag(entries.Length > 1) || entries.Length == 0)
                return top;
            double x = Edge, y = top + 8;
            foreach (var trace in entries)
            {
                var name = trace.At("name").Text();
                var entryWidth = 30 + SvgWriter.Measure(name, FontSize) + 18;
                if (x > Edge && x + entryWidth > width - Edge)
                    (x, y) = (Edge, y + LegendLine);
                if (Kind(trace) == "scatter")
                    DrawLine(svg, trace, [(x, y), (x + 24, y)], [(x + 12, y)]);
                else
                    svg.Rectangle(x + 6, y - 6, 12, 12, trace.At("marker", "color").Text($"{Palette.Blue}"));
                svg.Text(name, x + 30, y + 4, FontSize, $"{Palette.Text}");
                x += entryWidth;
            }
            return y + LegendLine - 4;
        }

        private double LeftMargin(SvgAxis y)
        {
            var widest = y.Ticks(height).Select(tick => SvgWriter.Measure(tick.Text, TickSize)).DefaultIfEmpty(0).Max();
            return Edge + widest + 8 + (y.Title.Length > 0 ? 20 : 0);
        }

        private static double BottomMargin(SvgAxis x, double right)
        {
            var length = (right - 60) * (x.Domain.To - x.Domain.From);
            var angle = x.TickAngle(length, TickSize) * Math.PI / 180;
            var widest = x.Ticks(length).Select(tick => SvgWriter.Measure(tick.Text, TickSize)).DefaultIfEmpty(0).Max();
            return 14 + Math.Abs(Math.Sin(angle)) * widest + TickSize + 6 + (x.Title.Length > 0 ? 20 : 0);
        }

        private void DrawPanel(SvgWriter svg, SvgAxis x, SvgAxis y)
        {
            var (left, right) = x.Pixels;
            var (bottom, top) = y.Pixels;
            DrawAxes(svg, x, y);

            var own = traces.Where(trace => trace.At("xaxis").Text("x") == x.Name && trace.At("yaxis").Text("y") == y.Name).ToArray();
            if (x.HasRange || y.HasRange)
                using (svg.Inside(left, top, right - left, bottom - top))
                    DrawTraces(svg, own, x, y);
            else
                DrawTraces(svg, own, x, y);

            svg.Line(left, bottom, right, bottom, $"{Palette.Axis}");
            svg.Line(left, bottom, left, top, $"{Palette.Axis}");
            foreach (var annotation in layout.At("annotations").Items())
                if (annotation.At("xref").Text("x") == x.Name && annotation.At("yref").Text("y") == y.Name
                    && x.Place(annotation.At("x")) is { } placeX && y.Place(annotation.At("y")) is { } placeY)
                {
                    var size = annotation.At("font", "size").Number(FontSize);
                    var anchor = annotation.At("xanchor").Text() switch { "left" => "start", "right" => "end", _ => "middle" };
                    svg.Text(annotation.At("text").Text(), placeX, placeY + size * 0.35, size, annotation.At("font", "color").Text($"{Palette.Text}"), anchor);
                }
        }

        private static void DrawAxes(SvgWriter svg, SvgAxis x, SvgAxis y)
        {
            var (left, right) = x.Pixels;
            var (bottom, top) = y.Pixels;
            var muted = $"{Palette.MutedText}";
            foreach (var (value, text) in y.Ticks(bottom - top))
            {
                var place = y.Place(value);
                if (y.ShowsGrid)
                    svg.Line(left, place, right, place, $"{Palette.Grid}");
                svg.Text(text, left - 7, place + 4, TickSize, muted, "end");
            }
            // Panels above each other share an x axis, whose numbers stand under the lowest.
            var isLowest = x.Anchor == y.Name;
            var angle = x.TickAngle(right - left, TickSize);
            foreach (var (value, text) in x.Ticks(right - left))
            {
                var place = x.Place(value);
                if (x.ShowsGrid)
                    svg.Line(place, bottom, place, top, $"{Palette.Grid}");
                if (isLowest)
                    svg.Text(text, place + (angle == 0 ? 0 : 4), bottom + (angle == 0 ? 17 : 13), TickSize, muted, angle == 0 ? "middle" : "end", angle: angle);
            }
            var tickWidth = y.Ticks(bottom - top).Select(tick => SvgWriter.Measure(tick.Text, TickSize)).DefaultIfEmpty(0).Max();
            var tickDepth = 17 + Math.Abs(Math.Sin(angle * Math.PI / 180)) * x.Ticks(right - left).Select(tick => SvgWriter.Measure(tick.Text, TickSize)).DefaultIfEmpty(0).Max();
            if (isLowest)
                svg.Text(x.Title, (left + right) / 2, bottom + tickDepth + 20, FontSize, $"{Palette.Text}", "middle");
            svg.Text(y.Title, left - tickWidth - 18, (top + bottom) / 2, FontSize, $"{Palette.Text}", "middle", angle: -90);
        }

        private void DrawTraces(SvgWriter svg, JsonElement[] own, SvgAxis x, SvgAxis y)
        {
            var bars = own.Where(trace => Kind(trace) == "bar").ToArray();
            if (bars.Length > 0)
                SvgBars.Draw(svg, bars, x, y, layout.At("bargap").Number(0.2), layout.At("barmode").Text() == "overlay");
            foreach (var trace in own)
                if (Kind(trace) == "heatmap")
                    new SvgHeatmap(trace).Draw(svg, x, y);
                else if (Kind(trace) == "scatter")
                {
                    foreach (var run in Runs(trace, x, y))
                        DrawLine(svg, trace, run, run);
                    DrawLabels(svg, trace, x, y);
                }
        }

        /// <summary>The texts beside the points.</summary>
        private static void DrawLabels(SvgWriter svg, JsonElement trace, SvgAxis x, SvgAxis y)
        {
            if (!trace.At("mode").Text().Contains("text", StringComparison.Ordinal))
                return;
            JsonElement[] xs = trace.At("x").Items(), ys = trace.At("y").Items(), texts = trace.At("text").Items(), sides = trace.At("textposition").Items();
            var size = trace.At("textfont", "size").Number(FontSize);
            for (var i = 0; i < Math.Min(texts.Length, Math.Min(xs.Length, ys.Length)); i++)
                if (x.Place(xs[i]) is { } px && y.Place(ys[i]) is { } py)
                {
                    var side = i < sides.Length ? sides[i].Text() : trace.At("textposition").Text("middle center");
                    var (textX, textY, anchor) = LabelPlacement.Place(px, py, side, trace.At("marker", "size").Number(6) / 2, size);
                    svg.Text(texts[i].Text(), textX, textY, size, trace.At("textfont", "color").Text($"{Palette.Text}"), anchor);
                }
        }

        /// <summary>The points of a line, parted where a value is missing.</summary>
        private static IEnumerable<List<(double X, double Y)>> Runs(JsonElement trace, SvgAxis x, SvgAxis y)
        {
            var run = new List<(double, double)>();
            foreach (var (placeX, placeY) in trace.At("x").Items().Zip(trace.At("y").Items()))
                if (x.Place(placeX) is { } px && y.Place(placeY) is { } py)
                    run.Add((px, py));
                else if (run.Count > 0)
                {
                    yield return run;
                    run = [];
                }
            if (run.Count > 0)
                yield return run;
        }

        private static void DrawLine(SvgWriter svg, JsonElement trace, IReadOnlyList<(double X, double Y)> points, IReadOnlyList<(double X, double Y)> markers)
        {
            var mode = trace.At("mode").Text("lines+markers");
            var color = trace.At("line", "color").Text(trace.At("marker", "color").Text($"{Palette.Blue}"));
            if (mode.Contains("lines", StringComparison.Ordinal))
                svg.Polyline(points, color, trace.At("line", "width").Number(2), trace.At("line", "dash").Text());
            if (mode.Contains("markers", StringComparison.Ordinal))
                foreach (var (px, py) in markers)
                    svg.Circle(px, py, trace.At("marker", "size").Number(6) / 2, trace.At("marker", "color").Text(color));
        }
    }
}
