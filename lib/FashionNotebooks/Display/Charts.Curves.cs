using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;
using static FashionNotebooks.ChartStyle;
using Chart = Plotly.NET.CSharp.Chart;

namespace FashionNotebooks;

/// <content>How training went, and how well a score tells two classes apart.</content>
public static partial class Charts
{
    /// <summary>Loss and accuracy of every epoch, on the training and on the validation images, in two panels.</summary>
    public static GenericChart Curves(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return Curves([("", history)]);
    }

    /// <summary>
    /// Loss and accuracy of several runs, each in its colour: validation solid, training dashed. Where no run was validated, all
    /// lines are solid.
    /// </summary>
    /// <param name="runs">Names and histories, at least one.</param>
    /// <exception cref="ArgumentException">There is no run, or one has no epoch.</exception>
    public static GenericChart Curves(params IReadOnlyList<(string Name, History History)> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count == 0 || runs.Any(run => run.History.Epochs.Count == 0))
            throw new ArgumentException("Curves need at least one run of at least one epoch.", nameof(runs));
        var alone = runs.Count == 1;
        var validated = runs.Any(run => IsValidated(run.History));
        var lines = runs.SelectMany((run, i) => Panel(run.Name, run.History, i, "", epoch => epoch.TrainLoss, epoch => epoch.ValidationLoss)
            .Concat(Panel(run.Name, run.History, i, "2", epoch => epoch.TrainAccuracy, epoch => epoch.ValidationAccuracy)));
        var last = runs.Max(run => run.History.Epochs[^1].Epoch);
        object Epochs(double from, double to, string y) => new { title = Text("epoch"), domain = new[] { from, to }, anchor = y, range = new[] { 0.5, last + 0.5 }, tickformat = "d", nticks = 10 };
        return Chart.Combine(lines).Styled(
            "Training and validation",
            new { xaxis = Epochs(0, 0.45, "y"), yaxis = new { title = Text("loss") }, xaxis2 = Epochs(0.55, 1, "y2"), yaxis2 = new { title = Text("accuracy"), anchor = "x2" } },
            alone ? null : validated ? "Solid: validation. Dashed: training." : "On the training images; there was no validation.", legend: true, width: 900, height: 380);

        // The legend has one entry a run, of a single run one for each of its two lines.
        IEnumerable<GenericChart> Panel(string name, History history, int run, string axis, Func<EpochResult, double> training, Func<EpochResult, double?> validation)
        {
            var epochs = history.Epochs.Select(epoch => (double)epoch.Epoch).ToArray();
            GenericChart Drawn(string label, IEnumerable<double> y, int color, bool dashed, bool named) => Line(label, epochs, [.. y], Palette.Series(color), dashed)
                .With(new { xaxis = $"x{axis}", yaxis = $"y{axis}", legendgroup = alone ? label : name, showlegend = named && axis.Length == 0 });
            yield return alone
                ? Drawn("training", history.Epochs.Select(training), 0, dashed: false, named: true)
                : Drawn(validated ? $"{name}, training" : name, history.Epochs.Select(training), run, dashed: validated, named: !IsValidated(history));
            if (IsValidated(history))
                yield return Drawn(alone ? "validation" : name, history.Epochs.Select(epoch => validation(epoch) ?? double.NaN), alone ? 1 : run, dashed: false, named: true);
        }

        static bool IsValidated(History history) => history.Epochs.Any(epoch => epoch.ValidationLoss is not null || epoch.ValidationAccuracy is not null);
    }

    /// <summary>Draws a run's curves anew after each epoch, in the place of those before: <c>OnEpoch = Charts.LiveCurves(chart => display(chart))</c>.</summary>
    /// <param name="display">Shows the first chart. What .NET Interactive's display gives is updated with the others; where it is something else, each chart is shown.</param>
    public static Action<EpochResult> LiveCurves(Func<GenericChart, object> display)
    {
        ArgumentNullException.ThrowIfNull(display);
        var epochs = new List<EpochResult>();
        object? shown = null;
        return epoch =>
        {
            epochs.Add(epoch);
            var chart = Curves(new History([.. epochs]));
            if (shown is DisplayedValue drawn)
                drawn.Update(chart);
            else
                shown = display(chart);
        };
    }

    /// <summary>The loss while the learning rate rises, and the rate that follows from it.</summary>
    public static GenericChart RateSweep(RateSweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        double[] rates = [.. sweep.Rates], smoothed = [.. sweep.Smoothed];
        var (low, high) = (smoothed.Min(), Math.Min(smoothed[0], smoothed.Max()));
        return Chart.Combine([
            Line("a batch", rates, [.. sweep.Losses], Palette.Axis),
            Line("running mean", rates, smoothed, Palette.Blue),
            Line("suggestion", [sweep.Suggestion, sweep.Suggestion], [low, high], Palette.Series(1), dashed: true)])
            .Styled(
                "Loss while the learning rate rises",
                new { xaxis = new { title = Text("learning rate"), type = "log" }, yaxis = new { title = Text("loss"), range = new[] { low - 0.2 * (high - low) - 0.05, high + 0.5 * (high - low) + 0.05 } } },
                Invariant($"A tenth of the rate with the smallest running mean: {sweep.Suggestion:G2}."), legend: true);
    }

    /// <summary>ROC curves: of the positives, the share that is found, by the share of the negatives that are taken for positives.</summary>
    /// <param name="curves">Names and curves, at least one; the areas under them stand in the legend.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static GenericChart Roc(params IReadOnlyList<(string Name, RocCurve Curve)> curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        if (curves.Count == 0)
            throw new ArgumentException("There is no ROC curve to draw.", nameof(curves));
        // A curve has a point for each of many thousand scores. These places lie closest where curves rise.
        double[] places = [.. Enumerable.Range(0, 201).Select(i => i / 200.0 * (i / 200.0))];
        var lines = curves.Select((named, i) => Line(Invariant($"{named.Name} (area {named.Curve.Auc:0.000})"), places, [.. places.Select(named.Curve.TruePositiveRateAt)], Palette.Series(i)));
        object Rate(string title) => new { title = Text(title), range = new[] { 0, 1 }, dtick = 0.2 };
        return Chart.Combine([.. lines, Line("chance", [0, 1], [0, 1], Palette.Axis, dashed: true)])
            .Styled(
                "ROC curves",
                // Below the diagonal, where no curve of use runs, is room for long names.
                new { xaxis = Rate("false positive rate"), yaxis = Rate("true positive rate"), showlegend = true, legend = new { orientation = "v", x = 0.98, xanchor = "right", y = 0.03, yanchor = "bottom" } },
                width: 620, height: 560);
    }
}
