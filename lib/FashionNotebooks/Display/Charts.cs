using Plotly.NET;

namespace FashionNotebooks;

/// <summary>
/// The charts of the notebooks. Each is a Plotly figure; <see cref="SvgRenderer"/> draws the same figure where no script runs.
/// </summary>
public static partial class Charts
{
    private const int Width = 720, Height = 420;

    /// <summary>How many images each class has.</summary>
    /// <param name="images">The images to count.</param>
    /// <param name="classNames">Names by class index.</param>
    /// <param name="title">Above the chart.</param>
    public static GenericChart LabelDistribution(LabeledImages images, IReadOnlyList<string> classNames, string title = "Images per class") =>
        LabelDistribution([("images", images)], classNames, title);

    /// <summary>How many images each class has in each of several sets, side by side.</summary>
    /// <param name="sets">Names and images of the sets.</param>
    /// <param name="classNames">Names by class index.</param>
    /// <param name="title">Above the chart.</param>
    public static GenericChart LabelDistribution(
        IReadOnlyList<(string Name, LabeledImages Images)> sets, IReadOnlyList<string> classNames, string title = "Images per class")
    {
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(classNames);
        return Bars(title, "images", classNames, [.. sets.Select(set => (set.Name, (IReadOnlyList<double>)[.. set.Images.CountPerClass(classNames.Count)]))]);
    }

    /// <summary>
    /// How often each intensity occurs, as a share of all pixels. Zeros, the background, would dwarf the rest: their share is
    /// written above the chart instead.
    /// </summary>
    /// <param name="images">The images whose pixels are counted.</param>
    /// <param name="bins">How many equal parts the intensities 1 to 255 are counted in.</param>
    public static GenericChart PixelHistogram(LabeledImages images, int bins = 51)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, 255);
        var counts = new long[256];
        foreach (var pixel in images.Pixels.Span)
            counts[pixel]++;
        double total = Math.Max(1, images.Pixels.Length);
        var mean = counts.Select((count, value) => count * (double)value).Sum() / total;
        var deviation = Math.Sqrt(counts.Select((count, value) => count * (value - mean) * (value - mean)).Sum() / total);

        var step = 255.0 / bins;
        var shares = new double[bins];
        for (var value = 1; value <= 255; value++)
            shares[(int)((value - 1) / step)] += counts[value] / total;
        return Histogram(
            "Pixel intensities", "intensity (0 black, 255 white)", 0.5, step, shares,
            $"Not drawn: {100 * counts[0] / total:0.0} % of the pixels are 0 (background). Of all: mean {mean:0.0}, standard deviation {deviation:0.0}.");
    }

    /// <summary>How often values occur, as a share of all, in equal steps from the smallest to the largest.</summary>
    /// <param name="values">At least one; each finite.</param>
    /// <param name="title">Above the chart.</param>
    /// <param name="xTitle">What the values are.</param>
    /// <param name="bins">How many steps.</param>
    /// <exception cref="ArgumentException">There is no value, or one isn't finite.</exception>
    public static GenericChart Histogram(ReadOnlySpan<float> values, string title, string xTitle, int bins = 50)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (values.IsEmpty)
            throw new ArgumentException("A histogram needs at least one value.", nameof(values));
        float smallest = float.MaxValue, largest = float.MinValue;
        double sum = 0;
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
                throw new ArgumentException($"A histogram needs finite values; one is {value}.", nameof(values));
            (smallest, largest) = (Math.Min(smallest, value), Math.Max(largest, value));
            sum += value;
        }
        var mean = sum / values.Length;
        var step = largest > smallest ? ((double)largest - smallest) / bins : 1;
        var shares = new double[bins];
        double squares = 0;
        foreach (var value in values)
        {
            shares[Math.Min(bins - 1, (int)((value - (double)smallest) / step))] += 1.0 / values.Length;
            squares += (value - mean) * (value - mean);
        }
        return Histogram(title, xTitle, smallest, step, shares,
            $"From {smallest:0.###} to {largest:0.###}; mean {mean:0.000}, standard deviation {Math.Sqrt(squares / values.Length):0.000}.");
    }

    /// <summary>Loss and accuracy of every epoch, on the training and on the validation images, in two panels.</summary>
    public static GenericChart Curves(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return Curves([("", history)]);
    }

    /// <summary>Loss and accuracy of several runs. Each has its colour; training is dashed, validation solid.</summary>
    /// <param name="runs">Names and histories, at least one.</param>
    /// <exception cref="ArgumentException">There is no run, or one has no epoch.</exception>
    public static GenericChart Curves(params IReadOnlyList<(string Name, History History)> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count == 0 || runs.Any(run => run.History.Epochs.Count == 0))
            throw new ArgumentException("Curves need at least one run of at least one epoch.", nameof(runs));
        var alone = runs.Count == 1;
        var traces = new List<Trace>();
        for (var run = 0; run < runs.Count; run++)
        {
            var (name, epochs) = (runs[run].Name, runs[run].History.Epochs);
            var prefix = name.Length == 0 ? "" : $"{name}, ";
            Color train = Palette.Series(alone ? 0 : run), validation = Palette.Series(alone ? 1 : run);
            var numbers = epochs.Select(e => e.Epoch).ToArray();
            foreach (var panel in (string[])["", "2"])
            {
                var isLoss = panel.Length == 0;
                var trained = Line($"{prefix}training", numbers, [.. epochs.Select(e => (double?)(isLoss ? e.TrainLoss : e.TrainAccuracy))], train, alone ? "solid" : "dash", panel);
                traces.Add(trained);
                var validated = epochs.Select(e => isLoss ? e.ValidationLoss : e.ValidationAccuracy).ToArray();
                if (validated.All(value => value is null))
                    continue;
                traces.Add(Line(alone ? $"{prefix}validation" : name, numbers, validated, validation, "solid", panel));
                // Of several runs the legend has one line each.
                if (!alone)
                {
                    trained.SetProperty("showlegend", false);
                    trained.SetProperty("legendgroup", name);
                }
            }
        }

        var layout = ChartStyle.Layout("Training and validation", 940, 400, showLegend: true, alone ? null : "Solid: validation. Dashed: training.");
        var last = runs.Max(run => run.History.Epochs.Max(e => e.Epoch));
        (string, object) everyEpoch = ("dtick", Math.Max(1, (int)AxisTicks.NiceStep(last, 10)));
        layout.SetProperty("xaxis", ChartStyle.Axis("epoch", ("domain", new[] { 0, 0.45 }), everyEpoch));
        layout.SetProperty("yaxis", ChartStyle.Axis("loss"));
        layout.SetProperty("xaxis2", ChartStyle.Axis("epoch", ("domain", new[] { 0.55, 1 }), ("anchor", "y2"), everyEpoch));
        layout.SetProperty("yaxis2", ChartStyle.Axis("accuracy", ("anchor", "x2")));
        return GenericChart.setLayout(layout, GenericChart.ofTraceObjects(false, traces));
    }

    /// <summary>Lines over a common x axis.</summary>
    /// <param name="title">Above the chart.</param>
    /// <param name="xTitle">What x measures.</param>
    /// <param name="yTitle">What y measures.</param>
    /// <param name="x">The places, ascending.</param>
    /// <param name="series">Names and heights, one a place; not a number leaves a gap.</param>
    /// <exception cref="ArgumentException">A series has another length than <paramref name="x"/>.</exception>
    public static GenericChart Lines(
        string title, string xTitle, string yTitle, IReadOnlyList<double> x, params IReadOnlyList<(string Name, IReadOnlyList<double> Y)> series)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(series);
        foreach (var (name, y) in series)
            if (y.Count != x.Count)
                throw new ArgumentException($"Series '{name}' has {y.Count} values for {x.Count} places.", nameof(series));
        var traces = series.Select((s, i) => Line(s.Name, x, [.. s.Y.Select(value => double.IsFinite(value) ? value : (double?)null)], Palette.Series(i), "solid", "")).ToArray();
        var layout = ChartStyle.Layout(title, Width, Height, showLegend: series.Count > 1);
        layout.SetProperty("xaxis", ChartStyle.Axis(xTitle));
        layout.SetProperty("yaxis", ChartStyle.Axis(yTitle));
        return GenericChart.setLayout(layout, GenericChart.ofTraceObjects(false, traces));
    }

    /// <summary>A bar for every category, or one for each series side by side.</summary>
    /// <param name="title">Above the chart.</param>
    /// <param name="yTitle">What the bars' height measures.</param>
    /// <param name="categories">Names along the x axis.</param>
    /// <param name="series">Names and heights, one a category.</param>
    /// <exception cref="ArgumentException">A series has another length than <paramref name="categories"/>.</exception>
    public static GenericChart Bars(
        string title, string yTitle, IReadOnlyList<string> categories, params IReadOnlyList<(string Name, IReadOnlyList<double> Values)> series)
    {
        ArgumentNullException.ThrowIfNull(categories);
        ArgumentNullException.ThrowIfNull(series);
        foreach (var (name, values) in series)
            if (values.Count != categories.Count)
                throw new ArgumentException($"Series '{name}' has {values.Count} values for {categories.Count} categories.", nameof(series));
        var traces = series.Select((s, i) => Bar(s.Name, categories, s.Values, Palette.Series(i))).ToArray();
        var layout = ChartStyle.Layout(title, Width, Height, showLegend: series.Count > 1);
        layout.SetProperty("barmode", "group");
        layout.SetProperty("bargap", 0.25);
        layout.SetProperty("xaxis", ChartStyle.Axis("", ("showgrid", false), ("type", "category")));
        layout.SetProperty("yaxis", ChartStyle.Axis(yTitle));
        return GenericChart.setLayout(layout, GenericChart.ofTraceObjects(false, traces));
    }

    private static GenericChart Histogram(string title, string xTitle, double start, double step, double[] shares, string note)
    {
        var middles = shares.Select((_, i) => start + (i + 0.5) * step).ToArray();
        var layout = ChartStyle.Layout(title, Width, Height, showLegend: false, note);
        layout.SetProperty("bargap", 0.06);
        layout.SetProperty("xaxis", ChartStyle.Axis(xTitle, ("showgrid", false)));
        layout.SetProperty("yaxis", ChartStyle.Axis("share of all", ("tickformat", ".1~%")));
        return GenericChart.setLayout(layout, GenericChart.ofTraceObject(false, Bar("", middles, shares, Palette.Blue)));
    }

    private static Trace Bar(string name, object x, object heights, Color color)
    {
        var bar = new Trace("bar");
        bar.SetProperty("name", name);
        bar.SetProperty("x", x);
        bar.SetProperty("y", heights);
        bar.SetProperty("marker", new { color = $"{color}" });
        return bar;
    }

    private static Trace Line(string name, object x, double?[] y, Color color, string dash, string panel)
    {
        var line = new Trace("scatter");
        line.SetProperty("name", name);
        line.SetProperty("x", x);
        line.SetProperty("y", y);
        line.SetProperty("mode", y.Length <= 30 && dash == "solid" ? "lines+markers" : "lines");
        line.SetProperty("line", new { color = $"{color}", width = 2, dash });
        line.SetProperty("marker", new { color = $"{color}", size = 5 });
        line.SetProperty("legendgroup", name);
        if (panel.Length > 0)
        {
            line.SetProperty("xaxis", "x" + panel);
            line.SetProperty("yaxis", "y" + panel);
            line.SetProperty("showlegend", false);
        }
        return line;
    }
}
