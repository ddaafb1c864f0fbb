namespace FashionNotebooks;

/// <summary>Refuses settings of an augmentation that make no sense, by the setting's name.</summary>
internal static class Valid
{
    /// <summary>A number from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public static double Between(double from, double to, double value, string name) =>
        value >= from && value <= to
            ? value
            : throw new ArgumentOutOfRangeException(name, value, Invariant($"{name} goes from {from} to {to}."));

    /// <summary>A number of at least 0 and below <paramref name="limit"/>; <paramref name="why"/> says what lies beyond.</summary>
    public static double Below(double limit, double value, string name, string why) =>
        value >= 0 && value < limit
            ? value
            : throw new ArgumentOutOfRangeException(name, value, Invariant($"{name} is at least 0 and below {limit}: {why}."));

    public static double Finite(double value, string name) =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number.");

    public static double Positive(double value, string name) =>
        double.IsFinite(value) && value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number above 0.");
}
