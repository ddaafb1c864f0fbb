namespace FashionNotebooks;

/// <summary>Draws the settings of one try of a search, and remembers them for its name.</summary>
public sealed class Draw
{
    private readonly SeededRandom random;
    private readonly List<string> settings = [];

    internal Draw(SeededRandom random) => this.random = random;

    /// <summary>What was drawn so far, such as "width 16, rate 0.0023".</summary>
    public string Name => settings.Count == 0 ? "as it is" : string.Join(", ", settings);

    /// <summary>One of some choices, each as likely.</summary>
    /// <param name="setting">What it decides.</param>
    /// <param name="choices">At least one.</param>
    public T OneOf<T>(string setting, params IReadOnlyList<T> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentOutOfRangeException.ThrowIfZero(choices.Count, nameof(choices));
        var choice = choices[random.NextInt(choices.Count)];
        return Noted(setting, choice, Invariant($"{choice}"));
    }

    /// <summary>A number from a range, rounded to two digits, so that its name says all of it.</summary>
    /// <param name="setting">What it decides.</param>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end, not below the lower.</param>
    public double Between(string setting, double low, double high)
    {
        Ordered(low, high);
        return Rounded(setting, low + (high - low) * random.NextDouble());
    }

    /// <summary>A number whose logarithm is as likely anywhere in a range, as suits learning rates; rounded to two digits.</summary>
    /// <inheritdoc cref="Between" path="/param"/>
    public double LogBetween(string setting, double low, double high)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(low);
        Ordered(low, high);
        return Rounded(setting, low * Math.Pow(high / low, random.NextDouble()));
    }

    private static void Ordered(double low, double high)
    {
        if (!(double.IsFinite(low) && double.IsFinite(high) && low <= high))
            throw new ArgumentException(Invariant($"A range goes from a lower number to a higher one, but this from {low} to {high}."));
    }

    private double Rounded(string setting, double value)
    {
        var text = Invariant($"{value:G2}");
        return Noted(setting, double.Parse(text, System.Globalization.CultureInfo.InvariantCulture), text);
    }

    private T Noted<T>(string setting, T value, string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(setting);
        settings.Add($"{setting} {text}");
        return value;
    }
}
