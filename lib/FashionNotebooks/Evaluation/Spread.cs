using System.Globalization;

namespace FashionNotebooks;

/// <summary>A share over several seeds. Printed, it reads "91.4 % ± 0.3".</summary>
/// <param name="Mean">0 to 1.</param>
/// <param name="Deviation">Standard deviation of the sample (divided by n - 1); null for a single seed.</param>
public readonly record struct Spread(double Mean, double? Deviation)
{
    /// <summary>Mean and deviation of values.</summary>
    /// <param name="values">At least one.</param>
    public static Spread Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfZero(values.Count, nameof(values));
        var mean = values.Average();
        return new(mean, values.Count < 2 ? null : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)));
    }

    /// <summary>In percent, with one decimal.</summary>
    public override string ToString() => ToString("F1");

    /// <summary>In percent, the numbers in a format such as F2.</summary>
    public string ToString(string format)
    {
        string Percent(double share) => (100 * share).ToString(format, CultureInfo.InvariantCulture);
        return $"{Percent(Mean)} %" + (Deviation is { } deviation ? $" ± {Percent(deviation)}" : "");
    }
}
