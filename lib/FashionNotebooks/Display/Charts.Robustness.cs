using Plotly.NET;

namespace FashionNotebooks;

/// <content>What models make of images that are worse than those they know.</content>
public static partial class Charts
{
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
        var sorted = models.OrderByDescending(model => model.Mean).ToList();
        string[] names = [.. sorted.Select(model => model.Seeds > 1 ? $"{model.Name} (n = {model.Seeds})" : model.Name)];
        // Groups of columns, each followed by an empty one.
        var values = sorted.Select(model => new double?[] { model.Accuracy }
            .Concat(Corruption.All.SelectMany(corruption => model.ByCorruption[corruption.Name].Select(accuracy => (double?)accuracy).Prepend(null))).ToArray()).ToArray();
        var columns = values[0].Length;

        var heatmap = new Trace("heatmap");
        heatmap.SetProperty("x", Enumerable.Range(0, columns).ToArray());
        heatmap.SetProperty("y", names);
        heatmap.SetProperty("z", values);
        heatmap.SetProperty("zmin", 0);
        heatmap.SetProperty("zmax", 1);
        heatmap.SetProperty("colorscale", ColorScale.Heat.ToPlotly());
        heatmap.SetProperty("xgap", 1);
        heatmap.SetProperty("ygap", 1);
        heatmap.SetProperty("showscale", false);
        heatmap.SetProperty("hovertemplate", "%{y}<br>%{z:.1%}<extra></extra>");

        var annotations = new List<object>();
        for (var row = 0; row < names.Length; row++)
            for (var column = 0; column < columns; column++)
                if (values[row][column] is { } accuracy)
                    annotations.Add(new { x = column, y = names[row], text = $"{100 * accuracy:F0}", showarrow = false, font = new { size = 11, color = $"{(ColorScale.Heat.At(accuracy).Lightness < 0.6 ? Palette.Background : Palette.Text)}" } });

        var layout = ChartStyle.Layout("Accuracy in percent", 180 + 26 * columns, 130 + 28 * Math.Max(3, names.Length), showLegend: false, "Each corruption from its mildest to its worst severity; the model that is best on the whole above.");
        layout.SetProperty("xaxis", ChartStyle.Axis("", ("showgrid", false), ("range", new[] { -0.5, columns - 0.5 }),
            ("tickvals", Corruption.All.Select((_, group) => 4 + 6 * group).Prepend(0).ToArray()), ("ticktext", Corruption.All.Select(corruption => corruption.Name).Prepend("as is").ToArray()), ("tickangle", 0)));
        layout.SetProperty("yaxis", ChartStyle.Axis("", ("showgrid", false), ("autorange", "reversed")));
        layout.SetProperty("annotations", annotations);
        return GenericChart.setLayout(layout, GenericChart.ofTraceObject(false, heatmap));
    }
}
