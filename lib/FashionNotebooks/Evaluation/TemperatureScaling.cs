namespace FashionNotebooks;

/// <summary>
/// Makes a classifier's confidence honest without changing what it predicts: its logits are divided by one number, the
/// temperature, chosen on validation images. Above 1 it makes the model less sure of itself, below 1 surer (C. Guo,
/// G. Pleiss, Y. Sun, K. Weinberger, On Calibration of Modern Neural Networks, 2017).
/// </summary>
/// <remarks>
/// Probabilities are enough, for softmax(ln p / T) is softmax(logits / T). Where a float could not hold a probability it is
/// 0 and its logit lost; it counts as the smallest number that a float holds in full, 1.2e-38, as in
/// <see cref="Predictions.Loss"/>.
/// </remarks>
public sealed class TemperatureScaling
{
    private const double Lowest = 0.01, Highest = 100;

    /// <param name="temperature">Above 0; 1 changes nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not a number above 0.</exception>
    public TemperatureScaling(double temperature)
    {
        if (!(temperature > 0 && double.IsFinite(temperature)))
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "A temperature is a number above 0.");
        Temperature = temperature;
    }

    /// <summary>What the logits are divided by.</summary>
    public double Temperature { get; }

    /// <summary>
    /// The temperature with the least mean cross-entropy, to within a relative 1e-9, from 0.01 to 100; one of these two
    /// where none is best, as for a model that is right about every image.
    /// </summary>
    /// <param name="validation">Predictions of images that neither trained the model nor test it, at least one.</param>
    /// <exception cref="ArgumentException">There are no images.</exception>
    public static TemperatureScaling Fit(Predictions validation)
    {
        ArgumentNullException.ThrowIfNull(validation);
        if (validation.Truth.Length == 0)
            throw new ArgumentException("Fitting a temperature needs at least one image.", nameof(validation));

        // The loss is a convex function of 1/T: where it falls with a higher 1/T the temperature is too high.
        double[][] logits = [.. Enumerable.Range(0, validation.Truth.Length).Select(i => LogProbabilities(validation.Row(i)))];
        var (low, high) = (Math.Log(Lowest), Math.Log(Highest));
        while (high - low > 1e-9)
        {
            var middle = (low + high) / 2;
            var slope = Slope(logits, validation.Truth, Math.Exp(-middle));
            if (slope == 0)
                return new(Math.Exp(middle));
            (low, high) = slope < 0 ? (low, middle) : (middle, high);
        }
        return new(Math.Exp((low + high) / 2));
    }

    /// <summary>The predictions with every probability p made proportional to p to the power of 1/T; the order of the classes stays.</summary>
    public Predictions Apply(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var scaled = new float[predictions.Truth.Length, predictions.Probabilities.GetLength(1)];
        for (var i = 0; i < predictions.Truth.Length; i++)
            foreach (var (c, probability) in Apply(predictions.Row(i)).Index())
                scaled[i, c] = probability;
        return new(predictions.Truth, scaled, predictions.ClassNames);
    }

    /// <summary>The same for the probabilities of one image.</summary>
    public float[] Apply(IReadOnlyList<float> probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        return Array.ConvertAll(Softmax(LogProbabilities(probabilities), 1 / Temperature), probability => (float)probability);
    }

    /// <summary>By how much the mean cross-entropy grows with 1/T: mean logit expected minus mean logit of the truth.</summary>
    private static double Slope(double[][] logits, int[] truth, double inverseTemperature) => logits
        .Select((row, i) => Softmax(row, inverseTemperature).Zip(row, (probability, logit) => probability * logit).Sum() - row[truth[i]])
        .Average();

    /// <summary>Minus that of the likeliest class, so that none is above 0.</summary>
    private static double[] LogProbabilities(IReadOnlyList<float> probabilities)
    {
        var greatest = probabilities.Max();
        return [.. probabilities.Select(probability => Math.Log(Math.Max(probability, Predictions.SmallestProbability) / greatest))];
    }

    private static double[] Softmax(double[] logits, double inverseTemperature)
    {
        double[] powers = [.. logits.Select(logit => Math.Exp(logit * inverseTemperature))];
        var sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }
}
