using Plotly.NET;

namespace FashionNotebooks;

/// <content>How well a score tells two classes apart.</content>
public static partial class Charts
{
    private const int RocPlaces = 200;

    /// <summary>ROC curves: of the positives, the share that is found, by the share of the negatives that are taken for positives.</summary>
    /// <param name="curves">Names and curves, at least one; the areas under them stand in the legend.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static GenericChart Roc(params IReadOnlyList<(string Name, RocCurve Curve)> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        if (curves.Count == 0)
            throw new ArgumentException("There is no ROC curve to draw.", nameof(curves));
        // A curve has a point for each of many thousand scores. These places lie closest where curves rise.
        var places = Enumerable.Range(0, RocPlaces + 1).Select(i => (double)i / RocPlaces).Select(part => part * part).ToArray();
        var traces = curves.Select((named, i) => Line(
            $"{named.Name} (area {named.Curve.Auc:0.000})", places, [.. places.Select(place => (double?)named.Curve.TruePositiveRateAt(place))], Palette.Series(i), "solid", "")).ToList();
        traces.Add(Line("chance", new[] { 0, 1 }, [0, 1], Palette.Axis, "dash", ""));
        var layout = ChartStyle.Layout("ROC curves", 620, 560, showLegend: true);
        layout.SetProperty("xaxis", ChartStyle.Axis("false positive rate", ("range", new[] { 0, 1 }), ("dtick", 0.2)));
        layout.SetProperty("yaxis", ChartStyle.Axis("true positive rate", ("range", new[] { 0, 1 }), ("dtick", 0.2)));
        return GenericChart.setLayout(layout, GenericChart.ofTraceObjects(false, traces));
    }
}
