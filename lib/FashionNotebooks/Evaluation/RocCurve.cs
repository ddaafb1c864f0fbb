namespace FashionNotebooks;

/// <summary>A threshold and what calling everything from it upwards positive leads to.</summary>
/// <param name="Threshold">The least score that is called positive.</param>
/// <param name="FalsePositiveRate">The share of negatives that are called positive, 0 to 1.</param>
/// <param name="TruePositiveRate">The share of positives that are called positive, 0 to 1.</param>
public readonly record struct RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate);

/// <summary>
/// How well a score tells two classes apart, over all thresholds (T. Fawcett, An introduction to ROC analysis, 2006).
/// </summary>
public sealed class RocCurve
{
    /// <param name="positives">Scores of the class that should score higher, at least one.</param>
    /// <param name="negatives">Scores of the other class, at least one.</param>
    /// <exception cref="ArgumentException">A class has no score, or one is not a number.</exception>
    public RocCurve(IReadOnlyList<double> positives, IReadOnlyList<double> negatives)
    {
        ArgumentNullException.ThrowIfNull(positives);
        ArgumentNullException.ThrowIfNull(negatives);
        if (positives.Count == 0 || negatives.Count == 0)
            throw new ArgumentException("A ROC curve needs scores of both classes.", positives.Count == 0 ? nameof(positives) : nameof(negatives));
        if (positives.Concat(negatives).Any(double.IsNaN))
            throw new ArgumentException("One of the scores is not a number.", nameof(positives));

        var points = new List<RocPoint> { new(double.PositiveInfinity, 0, 0) };
        int truePositives = 0, falsePositives = 0;
        var scores = positives.Select(score => (score, isPositive: true)).Concat(negatives.Select(score => (score, isPositive: false)));
        // Equal scores are called alike, so they make one point together.
        foreach (var group in scores.GroupBy(scored => scored.score).OrderByDescending(group => group.Key))
        {
            foreach (var (_, isPositive) in group)
                _ = isPositive ? truePositives++ : falsePositives++;
            points.Add(new(group.Key, (double)falsePositives / negatives.Count, (double)truePositives / positives.Count));
        }
        Points = points;
        Auc = points.Zip(points.Skip(1)).Sum(pair =>
            (pair.Second.FalsePositiveRate - pair.First.FalsePositiveRate) * (pair.First.TruePositiveRate + pair.Second.TruePositiveRate) / 2);
    }

    /// <summary>How well a measure tells sharp images, the positives, from blurry ones. A <see cref="BlurDetector"/> takes its best threshold.</summary>
    /// <exception cref="ArgumentException">There are no images of a kind.</exception>
    public static RocCurve Of(SharpnessMeasure measure, LabeledImages sharp, LabeledImages blurry) =>
        new(BlurDetector.Scores(measure, sharp), BlurDetector.Scores(measure, blurry));

    /// <summary>From nothing called positive to everything, a point for every score that occurs.</summary>
    public IReadOnlyList<RocPoint> Points { get; }

    /// <summary>The area under the curve, 0 to 1: how often a positive, drawn at random, scores higher than a negative; equal scores count half.</summary>
    public double Auc { get; }

    /// <summary>The point with the greatest mean of both classes' accuracy (W. J. Youden, Index for rating diagnostic tests, 1950); the one with the fewest false positives of equal ones.</summary>
    public RocPoint Best => Points.MaxBy(point => point.TruePositiveRate - point.FalsePositiveRate);

    /// <summary>The greatest true positive rate at a false positive rate, 0 to 1, on the straight line between two points.</summary>
    /// <param name="falsePositiveRate">0 to 1.</param>
    public double TruePositiveRateAt(double falsePositiveRate)
    {
        if (!(falsePositiveRate >= 0 && falsePositiveRate <= 1))
            throw new ArgumentOutOfRangeException(nameof(falsePositiveRate), falsePositiveRate, "A rate goes from 0 to 1.");
        var after = 0;
        while (after < Points.Count && Points[after].FalsePositiveRate <= falsePositiveRate)
            after++;
        var (low, high) = (Points[after - 1], Points[Math.Min(after, Points.Count - 1)]);
        var width = high.FalsePositiveRate - low.FalsePositiveRate;
        return width > 0
            ? low.TruePositiveRate + (high.TruePositiveRate - low.TruePositiveRate) * (falsePositiveRate - low.FalsePositiveRate) / width
            : low.TruePositiveRate;
    }
}
