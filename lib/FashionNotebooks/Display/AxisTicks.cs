using System.Globalization;

namespace FashionNotebooks;

/// <summary>The numbers written along an axis.</summary>
internal static class AxisTicks
{
    /// <summary>The smallest of ..., 0.5, 1, 2, 5, 10, 20, ... with at most so many steps in a range.</summary>
    public static double NiceStep(double range, int steps)
    {
        if (range <= 0 || steps < 1)
            return 1;
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(range / steps)));
        foreach (var factor in (ReadOnlySpan<int>)[1, 2, 5])
            if (range / (factor * magnitude) <= steps * 1.0001)
                return factor * magnitude;
        return 10 * magnitude;
    }

    /// <summary>The multiples of a step that lie in a range.</summary>
    public static double[] Multiples(double from, double to, double step)
    {
        var slack = step * 1e-6;
        var first = (long)Math.Ceiling((from - slack) / step);
        var last = (long)Math.Floor((to + slack) / step);
        return [.. Enumerable.Range(0, (int)Math.Clamp(last - first + 1, 0, 1000)).Select(i => (first + i) * step)];
    }

    /// <summary>For a logarithmic axis: 1, 2 and 5 times the powers of ten in a range, or, if they are less than three, equal steps.</summary>
    public static double[] Logarithmic(double from, double to)
    {
        double[] numbers = [.. Multiples(Math.Floor(Math.Log10(from)), Math.Log10(to), 1)
            .SelectMany(power => (double[])[Math.Pow(10, power), 2 * Math.Pow(10, power), 5 * Math.Pow(10, power)])
            .Where(value => value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9))];
        return numbers.Length < 3 ? Multiples(from, to, NiceStep(to - from, 6)) : numbers;
    }

    /// <summary>A round number in few letters: 0.5, 20, 500k, 2M, 1G.</summary>
    public static string Short(double value) => value switch
    {
        >= 1e9 => $"{value / 1e9:0.###}G",
        >= 1e6 => $"{value / 1e6:0.###}M",
        >= 1e3 => $"{value / 1e3:0.###}k",
        _ => $"{value:0.######}",
    };

    /// <summary>A tick's number: with the decimals that its step needs, or as plotly.js's tickformat says.</summary>
    /// <param name="value">The number.</param>
    /// <param name="step">Distance between ticks.</param>
    /// <param name="format">Empty, or of d3's formats those ending in f, d or %, with "," "." digits and "~" before it.</param>
    public static string Format(double value, double step, string format)
    {
        if (format.EndsWith('%'))
            return Format(100 * value, 100 * step, "") + "%";
        var decimals = format.EndsWith('d') ? 0 : Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-6), 0, 12);
        var text = Math.Round(value, decimals).ToString($"N{decimals}", CultureInfo.InvariantCulture);
        return text.StartsWith('-') && double.Parse(text, CultureInfo.InvariantCulture) == 0 ? text[1..] : text;
    }
}
