namespace FashionNotebooks;

/// <summary>The images whose confidence lies in one interval. Without images, confidence and accuracy are not a number.</summary>
/// <param name="From">The interval's lower end, not in it (0 is in the first).</param>
/// <param name="To">Its upper end, in it.</param>
/// <param name="Count">How many images.</param>
/// <param name="Confidence">Their mean confidence, 0 to 1.</param>
/// <param name="Accuracy">The share of them predicted right, 0 to 1.</param>
public sealed record ReliabilityBin(double From, double To, int Count, double Confidence, double Accuracy)
{
    /// <summary>Confidence minus accuracy: above 0 the model is too sure of itself, below 0 not sure enough.</summary>
    public double Gap => Confidence - Accuracy;
}

/// <summary>
/// Whether a model is right as often as it is sure: of the images predicted with a confidence of 0.8, are 80 % right? The
/// images are parted by confidence into intervals of equal width (C. Guo, G. Pleiss, Y. Sun, K. Weinberger, On Calibration
/// of Modern Neural Networks, 2017).
/// </summary>
public sealed class Calibration
{
    private Calibration(ReliabilityBin[] bins)
    {
        Bins = bins;
        var filled = bins.Where(bin => bin.Count > 0).ToArray();
        Ece = filled.Sum(bin => bin.Count * Math.Abs(bin.Gap)) / filled.Sum(bin => bin.Count);
        Mce = filled.Max(bin => Math.Abs(bin.Gap));
    }

    /// <summary>The intervals from 0 to 1, in order.</summary>
    public IReadOnlyList<ReliabilityBin> Bins { get; }

    /// <summary>Expected calibration error, 0 to 1: the mean distance of confidence and accuracy, each bin weighted by its images.</summary>
    public double Ece { get; }

    /// <summary>Maximum calibration error, 0 to 1: the largest distance of confidence and accuracy in any bin with images.</summary>
    public double Mce { get; }

    /// <summary>Parts predictions into bins by confidence.</summary>
    /// <param name="predictions">At least one.</param>
    /// <param name="bins">How many; the errors depend on it, and 15 is usual.</param>
    /// <exception cref="ArgumentException">There are no images.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one bin.</exception>
    public static Calibration From(Predictions predictions, int bins = 15)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (predictions.Truth.Length == 0)
            throw new ArgumentException("Calibration needs at least one image.", nameof(predictions));

        // Edges as floats, so that a confidence of 0.6f lies in the bin that ends at 0.6.
        float[] edges = [.. Enumerable.Range(0, bins + 1).Select(edge => (float)((double)edge / bins))];
        var (counts, confidences, right) = (new int[bins], new double[bins], new int[bins]);
        for (var i = 0; i < predictions.Truth.Length; i++)
        {
            var confidence = predictions.Confidence[i];
            var bin = 0;
            while (bin < bins - 1 && confidence > edges[bin + 1])
                bin++;
            counts[bin]++;
            confidences[bin] += confidence;
            right[bin] += predictions.Predicted[i] == predictions.Truth[i] ? 1 : 0;
        }
        return new([.. Enumerable.Range(0, bins).Select(bin => new ReliabilityBin(
            (double)bin / bins, (bin + 1.0) / bins, counts[bin], confidences[bin] / counts[bin], (double)right[bin] / counts[bin]))]);
    }
}
