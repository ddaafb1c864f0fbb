using Plotly.NET;

namespace FashionNotebooks;

/// <content>What accuracy costs.</content>
public static partial class Charts
{
    /// <summary>
    /// Accuracy against cost, the cost on a logarithmic axis. The best models for their cost
    /// (<see cref="Leaderboard.Best"/>) are joined by steps.
    /// </summary>
    /// <param name="leaderboard">At least one model.</param>
    /// <param name="cost">Which cost; above 0 for every model.</param>
    /// <exception cref="ArgumentException">There is no model, or one costs nothing.</exception>
    public static GenericChart AccuracyAgainstCost(Leaderboard leaderboard, Cost cost = Cost.MultiplyAdds)
    {
        ArgumentNullException.ThrowIfNull(leaderboard);
        var (all, best) = (leaderboard.Entries, leaderboard.Best(cost));
        if (all.Count == 0)
            throw new ArgumentException("There is no model on the leaderboard.", nameof(leaderboard));
        if (all.FirstOrDefault(entry => entry.Of(cost) <= 0) is { } free)
            throw new ArgumentException($"'{free.Name}' has no {cost}, and 0 has no place on a logarithmic axis.", nameof(leaderboard));

        // The ranges are fixed, so that it is known here where the points come to lie and on which side of them is room.
        const int width = 760, height = 460, insideWidth = width - 110, insideHeight = height - 130;
        var (left, right) = Padded([.. all.Select(entry => Math.Log10(entry.Of(cost)))], 0.15, 0.05);
        var (low, high) = Padded([.. all.Select(entry => entry.Accuracy)], 0.1, 0.005);
        (double, double) Pixel((double X, double Y) point) =>
            ((Math.Log10(point.X) - left) / (right - left) * insideWidth, (high - point.Y) / (high - low) * insideHeight);
        var steps = Steps([.. best.Select(entry => (entry.Of(cost), entry.Accuracy))]);
        var sides = LabelPlacement.Choose(
            [.. all.Select(entry => Pixel((entry.Of(cost), entry.Accuracy)))], [.. all.Select(entry => SvgWriter.Measure(entry.Name, 12))],
            [.. steps.Select(Pixel)], insideWidth, insideHeight);

        var frontier = new Trace("scatter");
        frontier.SetProperty("x", steps.Select(corner => corner.X).ToArray());
        frontier.SetProperty("y", steps.Select(corner => corner.Y).ToArray());
        frontier.SetProperty("mode", "lines");
        frontier.SetProperty("line", new { color = $"{Palette.SkyBlue}", width = 1.5, dash = "dot" });
        frontier.SetProperty("hoverinfo", "skip");
        var named = all.Zip(sides);
        Trace[] traces =
        [
            frontier,
            NamedPoints([.. named.Where(point => !best.Contains(point.First))], cost, Palette.Axis),
            NamedPoints([.. named.Where(point => best.Contains(point.First))], cost, Palette.Blue),
        ];

        var ticks = AxisTicks.Logarithmic(Math.Pow(10, left), Math.Pow(10, right));
        var layout = ChartStyle.Layout("Accuracy against cost", width, height, showLegend: false, "Blue: no other model is both at least as accurate and as cheap.");
        layout.SetProperty("xaxis", ChartStyle.Axis(
            cost switch { Cost.MultiplyAdds => "multiply-adds for one image", Cost.Parameters => "parameters", _ => "seconds of training" },
            ("type", "log"), ("range", new[] { left, right }), ("tickvals", ticks), ("ticktext", ticks.Select(AxisTicks.Short).ToArray())));
        layout.SetProperty("yaxis", ChartStyle.Axis("accuracy", ("range", new[] { low, high }), ("tickformat", ".1~%")));
        return GenericChart.setLayout(layout, GenericChart.ofTraceObjects(false, traces));
    }

    /// <summary>A range that leaves a share of itself, or at least so much, empty on both sides.</summary>
    private static (double From, double To) Padded(IReadOnlyList<double> values, double share, double least)
    {
        var padding = Math.Max(share * (values.Max() - values.Min()), least);
        return (values.Min() - padding, values.Max() + padding);
    }

    /// <summary>The corners of a line from point to point that goes along first, then up.</summary>
    private static (double X, double Y)[] Steps(IReadOnlyList<(double X, double Y)> points) =>
        [points[0], .. points.Zip(points.Skip(1)).SelectMany(pair => ((double, double)[])[(pair.Second.X, pair.First.Y), pair.Second])];

    private static Trace NamedPoints(IReadOnlyList<(LeaderboardEntry Entry, string Side)> points, Cost cost, Color color)
    {
        var trace = new Trace("scatter");
        trace.SetProperty("x", points.Select(point => point.Entry.Of(cost)).ToArray());
        trace.SetProperty("y", points.Select(point => point.Entry.Accuracy).ToArray());
        trace.SetProperty("text", points.Select(point => point.Entry.Name).ToArray());
        trace.SetProperty("textposition", points.Select(point => point.Side).ToArray());
        trace.SetProperty("mode", "markers+text");
        trace.SetProperty("marker", new { color = $"{color}", size = 10 });
        trace.SetProperty("textfont", new { size = 12, color = $"{Palette.Text}" });
        trace.SetProperty("hovertemplate", "%{text}<br>%{x:,}<br>%{y:.2%}<extra></extra>");
        return trace;
    }
}
