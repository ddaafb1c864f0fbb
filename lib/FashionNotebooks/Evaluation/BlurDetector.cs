namespace FashionNotebooks;

/// <summary>Tells blurry from sharp images by a measure and a threshold.</summary>
/// <param name="Measure">How sharp an image is.</param>
/// <param name="Threshold">Images below it are blurry.</param>
public sealed record BlurDetector(SharpnessMeasure Measure, double Threshold)
{
    /// <summary>
    /// By <see cref="Sharpness.Directional"/>, with the threshold that tells the first 2,000 training images best from
    /// themselves blurred in all kinds and strengths of <see cref="Blur.Strengths"/>.
    /// </summary>
    public static BlurDetector Default { get; } = new(Sharpness.Directional, 11685.476);

    /// <summary>Whether an image is blurry.</summary>
    /// <param name="grey">Height x width intensities, row by row, the garment on black.</param>
    /// <param name="width">Pixels a row.</param>
    public bool IsBlurry(ReadOnlySpan<byte> grey, int width) => Measure(grey, width) < Threshold;

    /// <summary>The share of images that are called blurry, 0 to 1; not a number where there are none.</summary>
    public double ShareBlurry(LabeledImages images) => Scores(Measure, images).Select(score => score < Threshold ? 1.0 : 0).DefaultIfEmpty(double.NaN).Average();

    /// <summary>The measure of each image.</summary>
    internal static double[] Scores(SharpnessMeasure measure, LabeledImages images)
    {
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentNullException.ThrowIfNull(images);
        var scores = new double[images.Count];
        Parallel.For(0, images.Count, i => scores[i] = measure(images.Image(i), images.Width));
        return scores;
    }
}
