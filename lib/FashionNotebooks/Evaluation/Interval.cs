namespace FashionNotebooks;

/// <summary>Where a share may lie. Printed, it reads "91.44 % to 92.51 %".</summary>
/// <param name="Low">Its lower end, 0 to 1.</param>
/// <param name="High">Its upper end, 0 to 1.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>
    /// The 95 % interval of a share that was found in a sample (E. B. Wilson, Probable Inference, 1927). Near
    /// share ± 1.96 standard errors where the sample is large; unlike it, right for small samples and shares of 0 and 1.
    /// </summary>
    /// <param name="count">How many of the sample, 0 to <paramref name="total"/>.</param>
    /// <param name="total">Size of the sample, at least 1.</param>
    public static Interval Wilson(int count, int total)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(total, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, total);
        const double z = 1.959963984540054; // 95 % of a normal distribution lie within so many standard deviations
        var share = (double)count / total;
        var middle = (share + z * z / (2 * total)) / (1 + z * z / total);
        var half = z / (1 + z * z / total) * Math.Sqrt(share * (1 - share) / total + z * z / (4.0 * total * total));
        return new(Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    /// <summary>In percent, with two decimals.</summary>
    public override string ToString() => Invariant($"{100 * Low:F2} % to {100 * High:F2} %");
}
