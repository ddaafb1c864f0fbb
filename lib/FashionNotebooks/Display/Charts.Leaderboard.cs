using Plotly.NET;
using SkiaSharp;
using static FashionNotebooks.ChartStyle;
using Chart = Plotly.NET.CSharp.Chart;

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
        (double X, double Y)[] at = [.. best.Select(entry => (entry.Of(cost), entry.Accuracy))];
        (double X, double Y)[] steps = [at[0], .. at.Zip(at.Skip(1)).SelectMany(pair => ((double, double)[])[(pair.Second.X, pair.First.Y), pair.Second])];
        var sides = LabelPlacement.Choose([.. all.Select(entry => (Pixel((entry.Of(cost), entry.Accuracy)), entry.Name))], [.. steps.Select(Pixel)], insideWidth, insideHeight);

        GenericChart Points(bool amongBest, SKColor color)
        {
            var points = all.Zip(sides).Where(point => best.Contains(point.First) == amongBest).ToList();
            return Chart.Point<double, double, string>(
                points.Select(point => point.First.Of(cost)).ToArray(), points.Select(point => point.First.Accuracy).ToArray(), MultiText: points.Select(point => point.First.Name).ToArray())
                .With(new { mode = "markers+text", textposition = points.Select(point => point.Second).ToArray(), marker = new { size = 10, color = color.Hex() }, hovertemplate = "%{text}<br>%{x:,}<br>%{y:.2%}<extra></extra>" });
        }
        var frontier = Chart.Line<double, double, string>(steps.Select(corner => corner.X).ToArray(), steps.Select(corner => corner.Y).ToArray(), LineColor: Ink(Palette.SkyBlue), LineWidth: 1.5, LineDash: StyleParam.DrawingStyle.Dot)
            .With(new { hoverinfo = "skip" });
        var ticks = Enumerable.Range(-2, 15).SelectMany(exponent => ((int[])[1, 2, 5]).Select(digit => digit * Math.Pow(10, exponent))).ToArray();
        var unit = cost switch { Cost.MultiplyAdds => "multiply-adds for one image", Cost.Parameters => "parameters", _ => "seconds of training" };
        return Chart.Combine([frontier, Points(false, Palette.Axis), Points(true, Palette.Blue)]).Styled(
            "Accuracy against cost",
            new
            {
                xaxis = new { title = Text(unit), type = "log", range = new[] { left, right }, tickvals = ticks, tickformat = "~s" },
                yaxis = new { title = Text("accuracy"), range = new[] { low, high }, tickformat = ".1~%" },
            },
            "Blue: no other model is both at least as accurate and as cheap.", width: width, height: height);
    }

    /// <summary>A range that leaves a share of itself, or at least so much, empty on both sides.</summary>
    private static (double From, double To) Padded(IReadOnlyList<double> values, double share, double least)
    {
        var padding = Math.Max(share * (values.Max() - values.Min()), least);
        return (values.Min() - padding, values.Max() + padding);
    }
}
