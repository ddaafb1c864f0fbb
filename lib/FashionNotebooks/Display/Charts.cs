using Plotly.NET;
using SkiaSharp;
using static FashionNotebooks.ChartStyle;
using Chart = Plotly.NET.CSharp.Chart;

namespace FashionNotebooks;

/// <summary>The charts of the notebooks: Plotly figures of one look.</summary>
public static partial class Charts
{
    /// <summary>One image, large, its rows and columns numbered, with the scale of intensities; pointed at, a pixel tells its number.</summary>
    /// <param name="images">The images to choose from.</param>
    /// <param name="index">Which one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no image of that index.</exception>
    public static GenericChart Image(LabeledImages images, int index)
    {
        ArgumentNullException.ThrowIfNull(images);
        Gallery.CheckIndex(images, index, nameof(index));
        return Chart.Heatmap<int, int, int, string>(images.Image(index).ToArray().Chunk(images.Width).Select(row => row.Select(pixel => (int)pixel)))
            .With(new { zmin = 0, zmax = 255, colorscale = Greys, hovertemplate = "row %{y}, column %{x}: %{z}<extra></extra>" })
            .Styled(
                $"Image {index}: {images.ClassNames[images.Label(index)]}",
                new { xaxis = new { showgrid = false, constrain = "domain" }, yaxis = new { showgrid = false, autorange = "reversed", scaleanchor = "x", constrain = "domain" } },
                width: 520, height: 460);
    }

    /// <summary>How many images each class has.</summary>
    /// <param name="images">The images to count.</param>
    /// <param name="title">Above the chart.</param>
    public static GenericChart LabelDistribution(LabeledImages images, string title = "Images per class") => LabelDistribution([("images", images)], title);

    /// <summary>How many images each class has in each of several sets, side by side.</summary>
    /// <param name="sets">Names and images of the sets, at least one; all of the same classes.</param>
    /// <param name="title">Above the chart.</param>
    /// <exception cref="ArgumentException">There is no set, or one is of other classes.</exception>
    public static GenericChart LabelDistribution(IReadOnlyList<(string Name, LabeledImages Images)> sets, string title = "Images per class")
    {
        ArgumentNullException.ThrowIfNull(sets);
        if (sets.Count == 0 || sets.Any(set => !set.Images.ClassNames.SequenceEqual(sets[0].Images.ClassNames)))
            throw new ArgumentException("Sets are counted side by side where there is at least one and all have the same class names.", nameof(sets));
        return Bars(title, "images", sets[0].Images.ClassNames, [.. sets.Select(set => (set.Name, (IReadOnlyList<double>)[.. set.Images.CountPerClass()]))]);
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
            Invariant($"Not drawn: {100 * counts[0] / total:0.0} % of the pixels are 0 (background). Of all: mean {mean:0.0}, standard deviation {deviation:0.0}."));
    }

    /// <summary>How often values occur, as a share of all, in equal steps from the smallest to the largest.</summary>
    /// <param name="values">At least one; each finite.</param>
    /// <param name="title">Above the chart.</param>
    /// <param name="xTitle">What the values are.</param>
    /// <param name="bins">How many steps.</param>
    /// <exception cref="ArgumentException">There is no value, or one isn't finite.</exception>
    public static GenericChart Histogram(IReadOnlyList<float> values, string title, string xTitle, int bins = 50)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (values.Count == 0)
            throw new ArgumentException("A histogram needs at least one value.", nameof(values));
        if (values.FirstOrDefault(value => !float.IsFinite(value)) is not 0 and var odd)
            throw new ArgumentException(Invariant($"A histogram needs finite values; one is {odd}."), nameof(values));

        var (smallest, largest, mean) = ((double)values.Min(), (double)values.Max(), values.Average(value => (double)value));
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        var step = largest > smallest ? (largest - smallest) / bins : 1;
        var shares = new double[bins];
        foreach (var value in values)
            shares[Math.Min(bins - 1, (int)((value - smallest) / step))] += 1.0 / values.Count;
        return Histogram(title, xTitle, smallest, step, shares,
            Invariant($"From {smallest:0.###} to {largest:0.###}; mean {mean:0.000}, standard deviation {deviation:0.000}."));
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
        CheckLengths(x, series, "places");
        return Chart.Combine(series.Select((line, i) => Line(line.Name, x, line.Y, Palette.Series(i))))
            .Styled(title, new { xaxis = new { title = Text(xTitle) }, yaxis = new { title = Text(yTitle) } }, legend: series.Count > 1);
    }

    /// <summary>A bar for every category, or one for each series side by side. Bars start at 0.</summary>
    /// <param name="title">Above the chart.</param>
    /// <param name="yTitle">What the bars' height measures.</param>
    /// <param name="categories">Names along the x axis.</param>
    /// <param name="series">Names and heights, one a category.</param>
    /// <exception cref="ArgumentException">A series has another length than <paramref name="categories"/>.</exception>
    public static GenericChart Bars(
        string title, string yTitle, IReadOnlyList<string> categories, params IReadOnlyList<(string Name, IReadOnlyList<double> Values)> series)
    {
        CheckLengths(categories, series, "categories");
        return Chart.Combine(series.Select(bars => Chart.Column<double, string, string>(bars.Values.ToArray(), Keys: categories.ToArray(), Name: bars.Name)))
            .Styled(title, new { barmode = "group", xaxis = new { type = "category", showgrid = false }, yaxis = new { title = Text(yTitle) } }, legend: series.Count > 1);
    }

    /// <summary>
    /// A row for every category with a dot for each series, a line between them. For values that lie close together far from
    /// 0, where bars would all look alike: the axis shows their range alone.
    /// </summary>
    /// <param name="title">Above the chart.</param>
    /// <param name="xTitle">What the dots' place measures.</param>
    /// <param name="categories">Names of the rows, from top to bottom.</param>
    /// <param name="series">Names and values, one a category.</param>
    /// <exception cref="ArgumentException">A series has another length than <paramref name="categories"/>.</exception>
    public static GenericChart Dots(
        string title, string xTitle, IReadOnlyList<string> categories, params IReadOnlyList<(string Name, IReadOnlyList<double> Values)> series)
    {
        CheckLengths(categories, series, "categories");
        var rows = categories.ToArray();
        var ranges = rows.Select((row, i) => Chart.Line<double, string, string>(
            [series.Min(dots => dots.Values[i]), series.Max(dots => dots.Values[i])], [row, row], LineColor: Ink(Palette.Grid), LineWidth: 3, ShowLegend: false)
            .With(new { hoverinfo = "skip" }));
        return Chart.Combine([.. ranges, .. series.Select((dots, i) => Chart.Point<double, string, string>(
            dots.Values.ToArray(), rows, Name: dots.Name).With(new { marker = new { size = 11, color = Palette.Series(i).Hex() } }))])
            .Styled(title, new { xaxis = new { title = Text(xTitle) }, yaxis = new { type = "category", autorange = "reversed" } }, legend: series.Count > 1, height: 140 + 28 * rows.Length);
    }

    /// <summary>Writes a chart into a file from which <c>environment/run.sh pictures</c> has plotly.js draw it.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="path">By convention NAME.plotly; the picture becomes NAME.png beside it.</param>
    public static void Save(this GenericChart chart, string path) => File.WriteAllText(path, GenericChart.toJson(chart) + "\n");

    private static GenericChart Histogram(string title, string xTitle, double start, double step, double[] shares, string note) => Chart
        .Column<double, double, string>(shares, Keys: shares.Select((_, i) => start + (i + 0.5) * step).ToArray())
        .Styled(title, new { bargap = 0.06, xaxis = new { title = Text(xTitle), showgrid = false }, yaxis = new { title = Text("share of all"), tickformat = ".1~%" } }, note);

    private static GenericChart Line(string name, IReadOnlyList<double> x, IReadOnlyList<double> y, SKColor color, bool dashed = false) => Chart
        .Line<double, double, string>(x.ToArray(), y.ToArray(), Name: name, LineColor: Ink(color), ShowMarkers: y.Count <= 30 && !dashed, LineDash: dashed ? StyleParam.DrawingStyle.Dash : StyleParam.DrawingStyle.Solid)
        .With(new { y = y.Select(value => double.IsFinite(value) ? value : (double?)null).ToArray() }); // JSON has no NaN

    private static Color Ink(SKColor color) => Color.fromString(color.Hex());

    private static void CheckLengths<T>(IReadOnlyList<T> places, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> series, string what)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(series);
        foreach (var (name, values) in series)
            if (values.Count != places.Count)
                throw new ArgumentException($"Series '{name}' has {values.Count} values for {places.Count} {what}.", nameof(series));
    }
}
