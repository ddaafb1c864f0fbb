using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// Shifts and stretches scaled images to zero mean and unit variance: (value - mean) / standard deviation, with the two
/// figures taken from the training part alone, so that nothing of the images to be judged on leaks into training.
/// </summary>
public sealed record Standardizer
{
    /// <param name="mean">Of pixel values scaled to 0 to 1.</param>
    /// <param name="std">Their standard deviation, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mean is not finite, or the standard deviation not finite and above 0.</exception>
    public Standardizer(double mean, double std)
    {
        if (!double.IsFinite(mean))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean must be a finite number.");
        if (!(double.IsFinite(std) && std > 0))
            throw new ArgumentOutOfRangeException(nameof(std), std, "The standard deviation must be a finite number above 0.");
        (Mean, Std) = (mean, std);
    }

    /// <summary>Mean of the training part's pixel values, scaled to 0 to 1.</summary>
    public double Mean { get; }

    /// <summary>Their standard deviation (the population's: the squares are divided by the number of pixels).</summary>
    public double Std { get; }

    /// <summary>Takes mean and standard deviation of all pixels of a training part. The sums are of whole numbers, so exact.</summary>
    /// <exception cref="ArgumentException">There are no images, or all their pixels are equal.</exception>
    public static Standardizer Fit(LabeledImages train)
    {
        ArgumentNullException.ThrowIfNull(train);
        if (train.Count == 0)
            throw new ArgumentException("There are no images to take mean and standard deviation of.", nameof(train));
        long sum = 0, squares = 0;
        foreach (var pixel in train.Pixels.Span)
        {
            sum += pixel;
            squares += pixel * pixel;
        }
        var count = train.Pixels.Length;
        // Var = E[x^2] - E[x]^2, as one fraction over count^2.
        var variance = (double)((Int128)squares * count - (Int128)sum * sum) / ((double)count * count);
        if (variance == 0)
            throw new ArgumentException("All pixels are equal, so they can't be brought to unit variance.", nameof(train));
        return new Standardizer((double)sum / count / 255, Math.Sqrt(variance) / 255);
    }

    /// <summary>(value - mean) / standard deviation of each value.</summary>
    /// <param name="scaled">Values scaled to 0 to 1, floating point, any shape.</param>
    /// <exception cref="ArgumentException">The values are whole numbers, so not scaled.</exception>
    public Tensor Apply(Tensor scaled)
    {
        ArgumentNullException.ThrowIfNull(scaled);
        if (!scaled.is_floating_point())
            throw new ArgumentException($"The values are of type {scaled.dtype}; scale them to 0 to 1 first (Preprocess.Scale).", nameof(scaled));
        return scaled.sub(Mean).div_(Std);
    }

    /// <summary>The inverse of <see cref="Apply"/>: value x standard deviation + mean of each value.</summary>
    public Tensor Invert(Tensor standardized)
    {
        ArgumentNullException.ThrowIfNull(standardized);
        return standardized.mul(Std).add_(Mean);
    }
}
