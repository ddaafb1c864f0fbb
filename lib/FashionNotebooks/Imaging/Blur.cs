namespace FashionNotebooks;

/// <summary>Blurs images of the dataset, whose surroundings are black.</summary>
public static class Blur
{
    /// <summary>Five strengths of a kind, in pixels, from hardly visible to hardly recognizable at 28 x 28.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind is none.</exception>
    public static IReadOnlyList<double> Strengths(BlurKind kind) => kind switch
    {
        BlurKind.Gaussian => [0.5, 0.75, 1, 1.5, 2],
        BlurKind.Motion => [2, 3, 5, 7, 9],
        BlurKind.Defocus => [1, 1.5, 2, 2.5, 3],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This is none of the kinds of blur."),
    };

    /// <summary>All images, blurred; motion goes in a direction of its own for each.</summary>
    /// <param name="images">Any number of images; they stay as they are.</param>
    /// <param name="kind">The kind of blur.</param>
    /// <param name="strength">In pixels, as <see cref="BlurKernel"/> takes it.</param>
    /// <param name="seed">The same seed draws the same directions.</param>
    /// <exception cref="ArgumentOutOfRangeException">The strength is outside its range, or the kind is none.</exception>
    public static LabeledImages Apply(LabeledImages images, BlurKind kind, double strength, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(images);
        var random = new SeededRandom(seed);
        var same = BlurKernel.Of(kind, strength);
        var kernels = Enumerable.Range(0, images.Count)
            .Select(_ => kind == BlurKind.Motion ? BlurKernel.Motion(strength, 180 * random.NextDouble()) : same).ToArray();
        var pixels = new byte[images.Pixels.Length];
        var size = images.Width * images.Height;
        Parallel.For(0, images.Count, i => Apply(kernels[i], images.Image(i), images.Width, pixels.AsSpan(i * size, size)));
        return images.WithPixels(pixels);
    }

    /// <summary>One image, blurred: a convolution, with black around the image.</summary>
    /// <param name="kernel">What a single pixel becomes.</param>
    /// <param name="grey">Height x width intensities, row by row.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="blurred">Takes as many intensities, rounded.</param>
    /// <exception cref="ArgumentException">The numbers of intensities differ, or are not whole rows.</exception>
    public static void Apply(BlurKernel kernel, ReadOnlySpan<byte> grey, int width, Span<byte> blurred)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (grey.Length % width != 0 || blurred.Length != grey.Length)
            throw new ArgumentException($"Rows of {width} pixels are whole and come out as many, but {grey.Length} intensities go in and {blurred.Length} come out.", nameof(blurred));
        var height = grey.Length / width;
        var weights = kernel.Weights.Span;
        var radius = kernel.Size / 2;
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var sum = 0f;
                // A convolution: what lies to the right reaches here by the weight to the left.
                for (var dy = Math.Max(-radius, y - height + 1); dy <= Math.Min(radius, y); dy++)
                    for (var dx = Math.Max(-radius, x - width + 1); dx <= Math.Min(radius, x); dx++)
                        sum += weights[(dy + radius) * kernel.Size + dx + radius] * grey[(y - dy) * width + x - dx];
                blurred[y * width + x] = (byte)Math.Min(255, sum + 0.5f);
            }
    }
}
