using System.Globalization;
using Plotly.NET;
using static FashionNotebooks.ChartStyle;
using Chart = Plotly.NET.CSharp.Chart;

namespace FashionNotebooks;

/// <content>Who is taken for whom, and what models make of images that are worse than those they know.</content>
public static partial class Charts
{
    /// <summary>Which classes are taken for which: a row a true class, a column a predicted one.</summary>
    /// <param name="matrix">The counts.</param>
    /// <param name="normalize">Shows fractions of each true class instead of counts.</param>
    /// <param name="model">Whose it is, for the title; null says nothing of it.</param>
    public static GenericChart ConfusionMatrix(FashionNotebooks.ConfusionMatrix matrix, bool normalize = false, string? model = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var title = model is null ? "Confusion matrix" : $"Confusion matrix of {model}";
        var shares = matrix.Normalized();
        return normalize
            ? ClassPairs(title, "Fractions of each true class.", matrix.ClassNames, (t, p) => shares[t, p], "0.00", "fraction", 0, 1)
            : ClassPairs(title, null, matrix.ClassNames, (t, p) => matrix.Counts[t, p], "#,0", "images", 0, Math.Max(1, matrix.Counts.Cast<int>().Max()));
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

        int Change(int t, int p) => second.Matrix.Counts[t, p] - first.Matrix.Counts[t, p];
        var largest = Enumerable.Range(0, names.Count).Max(t => Enumerable.Range(0, names.Count).Max(p => Math.Abs(Change(t, p))));
        return ClassPairs(
            $"Confusion matrix, {second.Name} minus {first.Name}", "On the diagonal more is better, everywhere else fewer.", names, (t, p) => Change(t, p),
            "+#,0;-#,0", "images", -Math.Max(1, largest), Math.Max(1, largest));
    }

    /// <summary>
    /// A row a model, the best on the whole above: its accuracy on the images as they are, and on those of each corruption,
    /// mildest to worst from left to right.
    /// </summary>
    /// <param name="models">At least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static GenericChart Robustness(IReadOnlyList<ModelRobustness> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (models.Count == 0)
            throw new ArgumentException("There is no model to show.", nameof(models));
        // Groups of columns, each after an empty one.
        var sorted = models.OrderByDescending(model => model.Mean).ToList();
        double?[][] rows = [.. sorted.Select(model => (double?[])[model.Accuracy, .. Corruption.All.SelectMany(corruption =>
            model.ByCorruption[corruption.Name].Select(accuracy => (double?)accuracy).Prepend(null))])];
        var columns = rows[0].Length;
        return Cells(Enumerable.Range(0, columns), sorted.Select(model => model.Seeds > 1 ? $"{model.Name} (n = {model.Seeds})" : model.Name), rows, accuracy => Invariant($"{100 * accuracy:F0}"), 0, 1)
            .With(new { showscale = false, hovertemplate = "%{y}<br>%{z:.1%}<extra></extra>" })
            .Styled(
                "Accuracy in percent",
                new
                {
                    xaxis = new
                    {
                        showgrid = false,
                        tickvals = Corruption.All.Select((_, group) => 4 + 6 * group).Prepend(0).ToArray(),
                        ticktext = Corruption.All.Select(corruption => corruption.Name).Prepend("as is").ToArray(),
                    },
                    yaxis = new { showgrid = false, autorange = "reversed" },
                },
                "Each corruption from its mildest to its worst severity; the model that is best on the whole above.", width: 180 + 26 * columns, height: 130 + 28 * Math.Max(3, rows.Length));
    }

    private static GenericChart ClassPairs(
        string title, string? note, IReadOnlyList<string> names, Func<int, int, double> value, string format, string unit, double low, double high)
    {
        double?[][] rows = [.. names.Select((_, t) => names.Select((_, p) => (double?)value(t, p)).ToArray())];
        return Cells(names, names, rows, number => number == 0 ? $"<span style=\"color:{Palette.Axis.Hex()}\">0</span>" : number.ToString(format, CultureInfo.InvariantCulture), low, high)
            .With(new { colorbar = new { title = Text(unit) }, hovertemplate = "true: %{y}<br>predicted: %{x}<br>%{text}<extra></extra>" })
            .Styled(
                title, new { xaxis = new { title = Text("predicted class"), showgrid = false, tickangle = -40 }, yaxis = new { title = Text("true class"), showgrid = false, autorange = "reversed" } },
                note, width: 210 + 38 * Math.Max(5, names.Count), height: 145 + 38 * Math.Max(5, names.Count));
    }

    /// <summary>A number in a coloured cell for each row and column; plotly.js writes it dark or light, as the colour wants it.</summary>
    private static GenericChart Cells<TColumn>(IEnumerable<TColumn> columns, IEnumerable<string> names, double?[][] rows, Func<double, string> format, double low, double high)
        where TColumn : IConvertible => Chart
        .Heatmap<double, TColumn, string, string>([], X: columns.ToArray(), Y: names.ToArray())
        .With(new { z = rows, zmin = low, zmax = high, colorscale = low < 0 ? LessToMore : Heat, text = rows.Select(row => row.Select(value => value is { } number ? format(number) : "").ToArray()).ToArray() });
}
