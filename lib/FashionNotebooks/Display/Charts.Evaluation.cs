using FashionNotebooks.Evaluation;
using Plotly.NET;

namespace FashionNotebooks.Display;

/// <content>Charts of how good models are, and where they fail.</content>
public static partial class Charts
{
    /// <summary>Which classes are taken for which: a row a true class, a column a predicted one.</summary>
    /// <param name="matrix">The counts.</param>
    /// <param name="normalize">Shows fractions of each true class instead of counts.</param>
    public static GenericChart ConfusionMatrix(Evaluation.ConfusionMatrix matrix, bool normalize = false)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var shares = matrix.Normalized();
        var values = Matrix(matrix.ClassNames.Count, (row, column) => normalize ? shares[row, column] : matrix.Counts[row, column]);
        var highest = normalize ? 1 : Math.Max(1, values.Max(row => row.Max()));
        return ClassPairs(
            normalize ? "Confusion matrix, fractions of each true class" : "Confusion matrix", null, matrix.ClassNames, values,
            value => normalize && value != 0 ? $"{value:0.00}" : $"{value:N0}", normalize ? "fraction" : "images", ColorScale.Heat, 0, highest);
    }

    /// <summary>How much more often (blue, +) or less often (orange, -) a second model takes each class for each than a first one.</summary>
    /// <param name="first">Name and counts of the model to start from.</param>
    /// <param name="second">Name and counts of the one compared with it, on the same images.</param>
    /// <exception cref="ArgumentException">The matrices are not of the same classes, or count different numbers of images of one.</exception>
    public static GenericChart ConfusionDifference(
        (string Name, Evaluation.ConfusionMatrix Matrix) first, (string Name, Evaluation.ConfusionMatrix Matrix) second)
    {
        ArgumentNullException.ThrowIfNull(first.Matrix);
        ArgumentNullException.ThrowIfNull(second.Matrix);
        var names = first.Matrix.ClassNames;
        if (!names.SequenceEqual(second.Matrix.ClassNames))
            throw new ArgumentException($"The matrices are of different classes: {string.Join(", ", names)} and {string.Join(", ", second.Matrix.ClassNames)}.", nameof(second));
        for (var c = 0; c < names.Count; c++)
            if (first.Matrix.Support(c) != second.Matrix.Support(c))
                throw new ArgumentException($"The matrices are not of the same images: '{names[c]}' has {first.Matrix.Support(c)} in the first and {second.Matrix.Support(c)} in the second.", nameof(second));

        var values = Matrix(names.Count, (row, column) => second.Matrix.Counts[row, column] - first.Matrix.Counts[row, column]);
        var largest = Math.Max(1, values.Max(row => row.Max(Math.Abs)));
        return ClassPairs(
            $"Confusion matrix, {second.Name} minus {first.Name}", "On the diagonal more is better, everywhere else fewer.", names, values,
            value => value.ToString("+#,0;-#,0;0"), "images", ColorScale.Diverging, -largest, largest);
    }

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
        layout.SetValue("barmode", "overlay");
        layout.SetValue("bargap", 0.06);
        var (traces, annotations) = (new List<Trace>(), new List<object>());
        for (var model = 0; model < models.Count; model++)
        {
            var (name, calibration) = models[model];
            string x = Axis("x", model + 1), bars = Axis("y", 2 * model + 1), counts = Axis("y", 2 * model + 2);
            var width = (1 - gutter * (models.Count - 1)) / models.Count;
            var left = model * (width + gutter);
            layout.SetValue(Long(x), ChartStyle.Axis("confidence", ("range", new[] { 0, 1 }), ("dtick", 0.2), ("domain", new[] { left, left + width }), ("anchor", counts)));
            layout.SetValue(Long(bars), ChartStyle.Axis("accuracy", ("range", new[] { 0, 1 }), ("dtick", 0.2), ("domain", new[] { 0.3, 1 }), ("anchor", x)));
            layout.SetValue(Long(counts), ChartStyle.Axis("images", ("tickformat", ".0%"), ("rangemode", "tozero"), ("domain", new[] { 0, 0.22 }), ("anchor", x)));

            var bins = calibration.Bins;
            double[] middles = [.. bins.Select(bin => (bin.From + bin.To) / 2)];
            double?[] Of(Func<ReliabilityBin, double?> value) => [.. bins.Select(bin => bin.Count == 0 ? null : value(bin))];
            Trace Bins(string barName, double?[] heights, Color color, string y)
            {
                var bar = Bar(barName, middles, heights, color);
                bar.SetValue("xaxis", x);
                bar.SetValue("yaxis", y);
                bar.SetValue("showlegend", model == 0 && y == bars);
                return bar;
            }
            traces.Add(Bins("accuracy", Of(bin => bin.Accuracy), Palette.Blue, bars));
            foreach (var (gapName, sign, color) in (ReadOnlySpan<(string, int, Color)>)[("too sure", 1, Palette.Vermilion), ("not sure enough", -1, Palette.SkyBlue)])
            {
                var gap = Bins(gapName, Of(bin => Math.Sign(bin.Gap) == sign ? bin.Gap : null), Color.Mix(color, Palette.Background, 0.4), bars);
                gap.SetValue("base", Of(bin => bin.Accuracy));
                traces.Add(gap);
            }
            var total = (double)bins.Sum(bin => bin.Count);
            traces.Add(Bins("share of the images", Of(bin => bin.Count / total), Palette.Axis, counts));
            var diagonal = new Trace("scatter");
            diagonal.SetValue("name", "calibrated");
            diagonal.SetValue("x", new[] { 0, 1 });
            diagonal.SetValue("y", new[] { 0, 1 });
            diagonal.SetValue("mode", "lines");
            diagonal.SetValue("line", new { color = $"{Palette.Text}", width = 1.5, dash = "dash" });
            diagonal.SetValue("xaxis", x);
            diagonal.SetValue("yaxis", bars);
            diagonal.SetValue("showlegend", model == 0);
            traces.Add(diagonal);
            if (!alone)
                annotations.Add(new { x = 0.03, y = 0.95, xref = x, yref = bars, xanchor = "left", showarrow = false, text = $"{name}: {Ece(calibration)}", font = new { size = 13, color = $"{Palette.Text}" } });
        }
        layout.SetValue("annotations", annotations);
        return GenericChart.setLayout(layout, GenericChart.ofTraceObjects(false, traces));

        static string Axis(string letter, int number) => number == 1 ? letter : $"{letter}{number}";
        static string Long(string axis) => $"{axis[0]}axis{axis[1..]}";
    }

    private static double[][] Matrix(int size, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, size).Select(row => Enumerable.Range(0, size).Select(column => value(row, column)).ToArray())];

    /// <summary>A number and a colour for every pair of a true class, from top to bottom, and a predicted one.</summary>
    private static GenericChart ClassPairs(
        string title, string? note, IReadOnlyList<string> names, double[][] values, Func<double, string> format, string unit,
        ColorScale colors, double low, double high)
    {
        var heatmap = new Trace("heatmap");
        heatmap.SetValue("x", names);
        heatmap.SetValue("y", names);
        heatmap.SetValue("z", values);
        heatmap.SetValue("zmin", low);
        heatmap.SetValue("zmax", high);
        heatmap.SetValue("colorscale", colors.ToPlotly());
        heatmap.SetValue("xgap", 1);
        heatmap.SetValue("ygap", 1);
        heatmap.SetValue("hovertemplate", "true: %{y}<br>predicted: %{x}<br>%{z}<extra></extra>");
        heatmap.SetValue("colorbar", new { title = new { text = unit }, thickness = 14, outlinewidth = 0 });

        var annotations = new List<object>();
        for (var row = 0; row < names.Count; row++)
            for (var column = 0; column < names.Count; column++)
            {
                var value = values[row][column];
                var ink = value == 0 ? Palette.Axis : colors.At((value - low) / (high - low)).Lightness < 0.6 ? Palette.Background : Palette.Text;
                annotations.Add(new { x = names[column], y = names[row], text = format(value), showarrow = false, font = new { size = 11, color = $"{ink}" } });
            }

        var layout = ChartStyle.Layout(title, 240 + 48 * Math.Max(5, names.Count), 160 + 48 * Math.Max(5, names.Count), showLegend: false, note);
        layout.SetValue("xaxis", ChartStyle.Axis("predicted class", ("showgrid", false), ("tickangle", -40)));
        layout.SetValue("yaxis", ChartStyle.Axis("true class", ("showgrid", false), ("autorange", "reversed")));
        layout.SetValue("annotations", annotations);
        return GenericChart.setLayout(layout, GenericChart.ofTraceObject(false, heatmap));
    }
}
