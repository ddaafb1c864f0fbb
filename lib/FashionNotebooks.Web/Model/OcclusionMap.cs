namespace FashionNotebooks.Web.Model;

/// <summary>
/// What mattered to a prediction, found by hiding: a black patch covers one place after the other, and where the probability
/// of the predicted class falls, the network had looked (M. Zeiler, R. Fergus, Visualizing and Understanding Convolutional
/// Networks, 2014, section 4.2).
/// </summary>
internal static class OcclusionMap
{
    /// <summary>Pixels of the patch's side.</summary>
    public const int Patch = 8;

    private const int Stride = 4;

    // The outermost places lie half outside, so that every pixel is under four patches.
    private static readonly (int Row, int Column)[] Places =
        [.. from row in Starts() from column in Starts() select (row, column)];

    /// <summary>The image itself, then with each place hidden: what <see cref="Falls"/> needs the probabilities of.</summary>
    public static byte[][] Variants(byte[] pixels) => [pixels, .. Places.Select(place => Hide(pixels, place))];

    /// <summary>
    /// How far the probability of the class falls when a pixel is hidden, the mean over the patches on it; 28 x 28, row
    /// by row. Where hiding makes the network surer, it is negative.
    /// </summary>
    /// <param name="probabilities">Of the class, for each of the variants.</param>
    public static float[] Falls(IReadOnlyList<float> probabilities)
    {
        var falls = new float[Classifier.PixelCount];
        for (var i = 0; i < Places.Length; i++)
            foreach (var pixel in Under(Places[i]))
                falls[pixel] += (probabilities[0] - probabilities[i + 1]) / PatchesOnAPixel;
        return falls;
    }

    private const int PatchesOnAPixel = Patch / Stride * (Patch / Stride);

    private static IEnumerable<int> Starts()
    {
        for (var start = Stride - Patch; start < Classifier.Side; start += Stride)
            yield return start;
    }

    private static byte[] Hide(byte[] pixels, (int, int) place)
    {
        var hidden = (byte[])pixels.Clone();
        foreach (var pixel in Under(place))
            hidden[pixel] = 0;
        return hidden;
    }

    private static IEnumerable<int> Under((int Row, int Column) place)
    {
        for (var row = Math.Max(place.Row, 0); row < Math.Min(place.Row + Patch, Classifier.Side); row++)
            for (var column = Math.Max(place.Column, 0); column < Math.Min(place.Column + Patch, Classifier.Side); column++)
                yield return row * Classifier.Side + column;
    }
}
