using MathNet.Numerics.Distributions;

namespace FashionNotebooks;

/// <summary>
/// How far two means over seeds lie apart, and whether by more than seeds do: with the 95 % interval of B. L. Welch (1947),
/// which lets the two spread differently. Printed, it reads "+1.20 points (+0.40 to +2.00)".
/// </summary>
/// <param name="Mean">The second's mean less the first's, as a share: 0.01 is a percentage point.</param>
/// <param name="Interval">Where the difference may lie; null where one of the two has a single seed.</param>
public readonly record struct SeedDifference(double Mean, Interval? Interval)
{
    /// <summary>Whether the interval leaves 0 out; null where there is none.</summary>
    public bool? IsBeyondSeeds => Interval is { } interval ? interval.Low > 0 || interval.High < 0 : null;

    /// <summary>The second's values against the first's.</summary>
    /// <param name="first">A share for each seed, at least one.</param>
    /// <param name="second">Likewise; how many does not matter.</param>
    public static SeedDifference Between(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var (one, other) = (Spread.Of(first), Spread.Of(second));
        var mean = other.Mean - one.Mean;
        if (one.Deviation is not { } a || other.Deviation is not { } b)
            return new(mean, null);
        // Squared standard errors of the means; how many degrees of freedom their sum has.
        var (errorA, errorB) = (a * a / first.Count, b * b / second.Count);
        var sum = errorA + errorB;
        var half = sum == 0 ? 0 : Math.Sqrt(sum) * Quantile(sum * sum / (errorA * errorA / (first.Count - 1) + errorB * errorB / (second.Count - 1)));
        return new(mean, new(mean - half, mean + half));
    }

    /// <summary>The 95 % interval of a mean over seeds, by Student's t; null for a single seed.</summary>
    /// <param name="values">A share for each seed, at least one.</param>
    public static Interval? OfMean(IReadOnlyList<double> values)
    {
        var spread = Spread.Of(values);
        return spread.Deviation is { } deviation && deviation / Math.Sqrt(values.Count) * Quantile(values.Count - 1) is var half
            ? new(spread.Mean - half, spread.Mean + half)
            : null;
    }

    /// <summary>In percentage points, with two decimals.</summary>
    public override string ToString() => Invariant($"{100 * Mean:+0.00;-0.00;0.00} points") +
        (Interval is { } interval ? Invariant($" ({100 * interval.Low:+0.00;-0.00;0.00} to {100 * interval.High:+0.00;-0.00;0.00})") : "");

    private static double Quantile(double freedom) => StudentT.InvCDF(0, 1, freedom, 0.975);
}
