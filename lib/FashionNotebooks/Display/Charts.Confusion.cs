using Plotly.NET;

namespace FashionNotebooks;

/// <content>Who is taken for whom.</content>
public static partial class Charts
{
    /// <summary>Which classes are taken for which: a row a true class, a column a predicted one.</summary>
    /// <param name="matrix">The counts.</param>
    /// <param name="normalize">Shows fractions of each true class instead of counts.</param>
    /// <param name="model">Whose it is, for the title; null says nothing of it.</param>
    public static GenericChart ConfusionMatrix(FashionNotebooks.ConfusionMatrix matrix, bool normalize = false, string? model = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var shares = matrix.Normalized();
        var values = Matrix(matrix.ClassNames.Count, (row, column) => normalize ? shares[row, column] : matrix.Counts[row, column]);
        var highest = normalize ? 1 : Math.Max(1, values.Max(row => row.Max()));
        return ClassPairs(
            model is null ? "Confusion matrix" : $"Confusion matrix of {model}", normalize ? "Fractions of each true class." : null, matrix.ClassNames, values,
            value => normalize && value != 0 ? $"{value:0.00}" : $"{value:N0}", normalize ? "fraction" : "images", ColorScale.Heat, 0, highest);
    }

    /// <summary>How much more often (blue, +) or less often (orange, -) a second model takes each class for each than a first one.</summary>
    /// <param name="first">Name and counts of the model to start from.</param>
    /// <param name="second">Name and counts of the one compared with it, on the same images.</param>
    /// <exception cref="ArgumentException">The matrices are not of the same classes, or count different numbers of images of one.</exception>
    public static GenericChart ConfusionDifference(
        (string Name, FashionNotebooks.ConfusionMatrix Matrix) first, (string Name, FashionNotebooks.ConfusionMatrix Matrix) second)
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

    private static double[][] Matrix(int size, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, size).Select(row => Enumerable.Range(0, size).Select(column => value(row, column)).ToArray())];

    /// <summary>A number and a colour for every pair of a true class, from top to bottom, and a predicted one.</summary>
    private static GenericChart ClassPairs(
        string title, string? note, IReadOnlyList<string> names, double[][] values, Func<double, string> format, string unit,
        ColorScale colors, double low, double high)
    {
        var heatmap = new Trace("heatmap");
        heatmap.SetProperty("x", names);
        heatmap.SetProperty("y", names);
        heatmap.SetProperty("z", values);
        heatmap.SetProperty("zmin", low);
        heatmap.SetProperty("zmax", high);
        heatmap.SetProperty("colorscale", colors.ToPlotly());
        heatmap.SetProperty("xgap", 1);
        heatmap.SetProperty("ygap", 1);
        heatmap.SetProperty("hovertemplate", "true: %{y}<br>predicted: %{x}<br>%{z}<extra></extra>");
        heatmap.SetProperty("colorbar", new { title = new { text = unit }, thickness = 14, outlinewidth = 0 });

        var annotations = new List<object>();
        for (var row = 0; row < names.Count; row++)
            for (var column = 0; column < names.Count; column++)
            {
                var value = values[row][column];
                var ink = value == 0 ? Palette.Axis : colors.At((value - low) / (high - low)).Lightness < 0.6 ? Palette.Background : Palette.Text;
                annotations.Add(new { x = names[column], y = names[row], text = format(value), showarrow = false, font = new { size = 11, color = $"{ink}" } });
            }

        var layout = ChartStyle.Layout(title, 240 + 48 * Math.Max(5, names.Count), 160 + 48 * Math.Max(5, names.Count), showLegend: false, note);
        layout.SetProperty("xaxis", ChartStyle.Axis("predicted class", ("showgrid", false), ("tickangle", -40)));
        layout.SetProperty("yaxis", ChartStyle.Axis("true class", ("showgrid", false), ("autorange", "reversed")));
        layout.SetProperty("annotations", annotations);
        return GenericChart.setLayout(layout, GenericChart.ofTraceObject(false, heatmap));
    }
}
