using Plotly.NET;

namespace FashionNotebooks;

/// <content>Whether a model is as often right as it is sure.</content>
public static partial class Charts
{
    /// <inheritdoc cref="Reliability(IReadOnlyList{ValueTuple{string, Calibration}})"/>
    public static GenericChart Reliability(Calibration calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        return Reliability([("", calibration)]);
    }

    /// <summary>
    /// Reliability diagrams side by side: the accuracy of the images in each bin of confidence, how far their mean
    /// confidence lies above it (too sure) or below (not sure enough), and how the images spread over the bins. A calibrated
    /// model's bars end on the diagonal.
    /// </summary>
    /// <param name="models">Names and calibrations, at least one; from four on they become too narrow to read.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static GenericChart Reliability(params IReadOnlyList<(string Name, Calibration Calibration)> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (models.Count == 0)
            throw new ArgumentException("Reliability diagrams need at least one calibration.", nameof(models));

        const double gutter = 0.12;
        var alone = models.Count == 1;
        static string Ece(Calibration calibration) => $"ECE {100 * calibration.Ece:0.00} %";
        var layout = ChartStyle.Layout(
            alone ? $"Reliability diagram, {Ece(models[0].Calibration)}" : "Reliability diagrams", alone ? 620 : 120 + 400 * models.Count, 520, showLegend: true);
        layout.SetProperty("barmode", "overlay");
        layout.SetProperty("bargap", 0.06);
        var (traces, annotations) = (new List<Trace>(), new List<object>());
        var width = (1 - gutter * (models.Count - 1)) / models.Count;
        for (var model = 0; model < models.Count; model++)
        {
            // Two panels above each other, which share the x axis: accuracies, and how many images they are of.
            var (name, calibration) = models[model];
            string x = Number(model + 1), accuracies = Number(2 * model + 1), counts = Number(2 * model + 2);
            var left = model * (width + gutter);
            layout.SetProperty($"xaxis{x}", ChartStyle.Axis("confidence", ("range", new[] { 0, 1 }), ("dtick", 0.2), ("domain", new[] { left, left + width }), ("anchor", $"y{counts}")));
            layout.SetProperty($"yaxis{accuracies}", ChartStyle.Axis("accuracy", ("range", new[] { 0, 1 }), ("dtick", 0.2), ("domain", new[] { 0.3, 1 }), ("anchor", $"x{x}")));
            layout.SetProperty($"yaxis{counts}", ChartStyle.Axis("images", ("tickformat", ".0%"), ("rangemode", "tozero"), ("domain", new[] { 0, 0.22 }), ("anchor", $"x{x}")));
            foreach (var trace in ReliabilityBars(calibration.Bins))
            {
                trace.SetProperty("xaxis", $"x{x}");
                trace.SetProperty("yaxis", $"y{accuracies}");
                trace.SetProperty("showlegend", model == 0);
                traces.Add(trace);
            }
            var images = (double)calibration.Bins.Sum(bin => bin.Count);
            var spread = BinBars("share of the images", calibration.Bins, bin => bin.Count / images, Palette.Axis);
            spread.SetProperty("xaxis", $"x{x}");
            spread.SetProperty("yaxis", $"y{counts}");
            spread.SetProperty("showlegend", false);
            traces.Add(spread);
            if (!alone)
                annotations.Add(new { x = 0.03, y = 0.95, xref = $"x{x}", yref = $"y{accuracies}", xanchor = "left", showarrow = false, text = $"{name}: {Ece(calibration)}", font = new { size = 13, color = $"{Palette.Text}" } });
        }
        layout.SetProperty("annotations", annotations);
        return GenericChart.setLayout(layout, GenericChart.ofTraceObjects(false, traces));

        static string Number(int axis) => axis == 1 ? "" : $"{axis}";
    }

    /// <summary>Accuracies, on them the gaps to the mean confidence, and the diagonal on which they would be closed.</summary>
    private static IEnumerable<Trace> ReliabilityBars(IReadOnlyList<ReliabilityBin> bins)
    {
        yield return BinBars("accuracy", bins, bin => bin.Accuracy, Palette.Blue);
        foreach (var (name, sign, color) in ((string, int, Color)[])[("too sure", 1, Palette.Vermilion), ("not sure enough", -1, Palette.SkyBlue)])
        {
            var gaps = BinBars(name, bins, bin => Math.Sign(bin.Gap) == sign ? bin.Gap : null, Color.Mix(color, Palette.Background, 0.4));
            gaps.SetProperty("base", bins.Select(bin => bin.Count == 0 ? 0 : bin.Accuracy).ToArray());
            yield return gaps;
        }
        var diagonal = new Trace("scatter");
        diagonal.SetProperty("name", "calibrated");
        diagonal.SetProperty("x", new[] { 0, 1 });
        diagonal.SetProperty("y", new[] { 0, 1 });
        diagonal.SetProperty("mode", "lines");
        diagonal.SetProperty("line", new { color = $"{Palette.Text}", width = 1.5, dash = "dash" });
        yield return diagonal;
    }

    /// <summary>A bar for every bin with images.</summary>
    private static Trace BinBars(string name, IReadOnlyList<ReliabilityBin> bins, Func<ReliabilityBin, double?> height, Color color) => Bar(
        name, bins.Select(bin => (bin.From + bin.To) / 2).ToArray(), bins.Select(bin => bin.Count == 0 ? null : height(bin)).ToArray(), color);
}
