namespace FashionNotebooks;

/// <summary>
/// The edges of a grey image (J. Canny, A Computational Approach to Edge Detection, 1986), with every step on the way: a
/// Gaussian takes the noise out, Sobel's operators give the gradient, only ridges of its strength are kept (non-maximum
/// suppression), and of these the strong ones and the weak ones that hang together with a strong one (hysteresis).
/// </summary>
public sealed class CannyEdges
{
    private CannyEdges(int width, int height) => (Width, Height) = (width, height);

    /// <summary>Pixels a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The image as it was given, 0 to 1.</summary>
    public required ReadOnlyMemory<double> Image { get; init; }

    /// <summary>The image without its noise, 0 to 1. What lies outside the image isn't counted.</summary>
    public required ReadOnlyMemory<double> Smoothed { get; init; }

    /// <summary>How much brighter it gets to the right: Sobel's sum of weights 1, 2, 1 of the column to the right minus that to the left, -4 to 4.</summary>
    public required ReadOnlyMemory<double> Horizontal { get; init; }

    /// <summary>How much brighter it gets downwards, -4 to 4.</summary>
    public required ReadOnlyMemory<double> Vertical { get; init; }

    /// <summary>The gradient's length, 0 to 4 times the square root of 2.</summary>
    public required ReadOnlyMemory<double> Magnitude { get; init; }

    /// <summary>Where the magnitude is not less than on either side, along the gradient; the image's outermost pixels never are.</summary>
    public required ReadOnlyMemory<bool> Ridges { get; init; }

    /// <summary>Ridges at least as strong as the low threshold.</summary>
    public required ReadOnlyMemory<bool> Weak { get; init; }

    /// <summary>Ridges at least as strong as the high threshold.</summary>
    public required ReadOnlyMemory<bool> Strong { get; init; }

    /// <summary>The edges: strong ridges and the weak ones that lead to a strong one through weak ones, also diagonally.</summary>
    public required ReadOnlyMemory<bool> Edges { get; init; }

    /// <summary>The steps as images to show.</summary>
    public IReadOnlyList<PreparationStep> Steps =>
    [
        Step("Image", "The image as it was given.", i => Image.Span[i]),
        Step("Smoothed", "A Gaussian takes the noise out.", i => Smoothed.Span[i]),
        Step("Gradient", "How fast it gets brighter or darker, by Sobel's operators; white is the fastest.", i => Magnitude.Span[i] / Math.Max(1e-12, Greatest(Magnitude.Span))),
        Step("Ridges", "Where the gradient is greatest along its own direction.", i => Ridges.Span[i] ? 1 : 0),
        Step("Two thresholds", "Strong ridges white, weak ones grey.", i => Strong.Span[i] ? 1 : Weak.Span[i] ? 0.5 : 0),
        Step("Edges", "Strong ridges, and the weak ones that hang together with them.", i => Edges.Span[i] ? 1 : 0),
    ];

    /// <summary>Finds the edges of one image.</summary>
    /// <param name="grey">Height x width intensities, 0 to 255, row by row.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="sigma">The Gaussian's standard deviation in pixels, above 0. It is cut off at four of them.</param>
    /// <param name="low">Least magnitude of a weak ridge, where white is 1.</param>
    /// <param name="high">Least magnitude of a strong ridge, at least <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException">The number of intensities is not height x width.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size, sigma or a threshold is outside its range.</exception>
    public static CannyEdges Detect(ReadOnlySpan<byte> grey, int width, int height, double sigma = 1, double low = 0.1, double high = 0.2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        Check(sigma, low, high);
        if (grey.Length != width * height)
            throw new ArgumentException($"An image of {width}x{height} pixels needs {width * height} intensities, but there are {grey.Length}.", nameof(grey));

        var image = new double[grey.Length];
        for (var i = 0; i < image.Length; i++)
            image[i] = grey[i] / 255.0;
        var smoothed = Smooth(image, width, height, sigma);
        var (horizontal, vertical) = Sobel(smoothed, width, height);
        var magnitude = horizontal.Zip(vertical, double.Hypot).ToArray();
        var ridges = FindRidges(horizontal, vertical, magnitude, width, height);
        var weak = ridges.Zip(magnitude, (isRidge, strength) => isRidge && strength >= low).ToArray();
        var strong = ridges.Zip(magnitude, (isRidge, strength) => isRidge && strength >= high).ToArray();
        return new(width, height)
        {
            Image = image,
            Smoothed = smoothed,
            Horizontal = horizontal,
            Vertical = vertical,
            Magnitude = magnitude,
            Ridges = ridges,
            Weak = weak,
            Strong = strong,
            Edges = Follow(weak, strong, width, height),
        };
    }

    /// <summary>The edges of every image, 255 on black 0, with the same labels: a second input beside the images.</summary>
    /// <param name="images">Any number of images.</param>
    /// <param name="sigma">The Gaussian's standard deviation in pixels.</param>
    /// <param name="low">Least magnitude of a weak ridge, where white is 1.</param>
    /// <param name="high">Least magnitude of a strong ridge.</param>
    /// <exception cref="ArgumentOutOfRangeException">Sigma or a threshold is outside its range.</exception>
    public static LabeledImages DetectAll(LabeledImages images, double sigma = 1, double low = 0.1, double high = 0.2)
    {
        ArgumentNullException.ThrowIfNull(images);
        Check(sigma, low, high);
        var pixels = new byte[images.Pixels.Length];
        var size = images.Width * images.Height;
        Parallel.For(0, images.Count, index =>
        {
            var edges = Detect(images.Image(index), images.Width, images.Height, sigma, low, high).Edges.Span;
            for (var i = 0; i < size; i++)
                pixels[index * size + i] = edges[i] ? (byte)255 : (byte)0;
        });
        return images.WithPixels(pixels);
    }

    private static void Check(double sigma, double low, double high)
    {
        if (!(sigma > 0 && sigma <= 100))
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "sigma is above 0 and at most 100 pixels.");
        if (!(low >= 0))
            throw new ArgumentOutOfRangeException(nameof(low), low, "The low threshold is at least 0.");
        if (!(high >= low))
            throw new ArgumentOutOfRangeException(nameof(high), high, Invariant($"The high threshold is at least the low one, {low}."));
    }

    /// <summary>Rows, then columns, with the weights that fall outside the image left out and the others brought to a sum of 1.</summary>
    private static double[] Smooth(double[] image, int width, int height, double sigma)
    {
        var radius = (int)(4 * sigma + 0.5);
        var weights = Enumerable.Range(-radius, 2 * radius + 1).Select(offset => Math.Exp(-offset * offset / (2 * sigma * sigma))).ToArray();
        return SmoothLines(SmoothLines(image, height, width, width, 1), width, height, 1, width);

        double[] SmoothLines(double[] from, int lines, int length, int lineStep, int step)
        {
            var to = new double[from.Length];
            for (var line = 0; line < lines; line++)
                for (var at = 0; at < length; at++)
                {
                    double sum = 0, total = 0;
                    for (var offset = Math.Max(-radius, -at); offset <= Math.Min(radius, length - 1 - at); offset++)
                    {
                        sum += weights[offset + radius] * from[line * lineStep + (at + offset) * step];
                        total += weights[offset + radius];
                    }
                    to[line * lineStep + at * step] = sum / total;
                }
            return to;
        }
    }

    /// <summary>Outside the image, its outermost pixels are repeated.</summary>
    private static (double[] Horizontal, double[] Vertical) Sobel(double[] image, int width, int height)
    {
        double[] horizontal = new double[image.Length], vertical = new double[image.Length];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                int left = Math.Max(0, x - 1), right = Math.Min(width - 1, x + 1);
                int above = Math.Max(0, y - 1) * width, here = y * width, below = Math.Min(height - 1, y + 1) * width;
                horizontal[here + x] = image[above + right] - image[above + left] + 2 * (image[here + right] - image[here + left]) + image[below + right] - image[below + left];
                vertical[here + x] = image[below + left] - image[above + left] + 2 * (image[below + x] - image[above + x]) + image[below + right] - image[above + right];
            }
        return (horizontal, vertical);
    }

    /// <summary>
    /// The gradient points between a neighbour beside the pixel and one at its corner; the magnitude there is interpolated
    /// between the two, ahead and behind.
    /// </summary>
    private static bool[] FindRidges(double[] horizontal, double[] vertical, double[] magnitude, int width, int height)
    {
        var ridges = new bool[magnitude.Length];
        for (var y = 1; y < height - 1; y++)
            for (var x = 1; x < width - 1; x++)
            {
                var i = y * width + x;
                if (magnitude[i] == 0)
                    continue;
                double across = Math.Abs(horizontal[i]), down = Math.Abs(vertical[i]);
                var corner = horizontal[i] * vertical[i] >= 0 ? width + 1 : width - 1; // below to the right or to the left
                var (beside, share) = down >= across ? (width, across / down) : (corner == width + 1 ? 1 : -1, down / across);
                var ahead = magnitude[i + corner] * share + magnitude[i + beside] * (1 - share);
                var behind = magnitude[i - corner] * share + magnitude[i - beside] * (1 - share);
                ridges[i] = ahead <= magnitude[i] && behind <= magnitude[i];
            }
        return ridges;
    }

    private static bool[] Follow(bool[] weak, bool[] strong, int width, int height)
    {
        var edges = (bool[])strong.Clone();
        var open = new Stack<int>(Enumerable.Range(0, edges.Length).Where(i => edges[i]));
        while (open.TryPop(out var i))
            for (var y = Math.Max(0, i / width - 1); y <= Math.Min(height - 1, i / width + 1); y++)
                for (var x = Math.Max(0, i % width - 1); x <= Math.Min(width - 1, i % width + 1); x++)
                    if (weak[y * width + x] && !edges[y * width + x])
                    {
                        edges[y * width + x] = true;
                        open.Push(y * width + x);
                    }
        return edges;
    }

    private PreparationStep Step(string name, string explanation, Func<int, double> brightness) => new(
        name, explanation, Width, Height, PixelFormat.Grey,
        Enumerable.Range(0, Width * Height).Select(i => (byte)Math.Round(255 * brightness(i))).ToArray());

    private static double Greatest(ReadOnlySpan<double> values)
    {
        var greatest = 0.0;
        foreach (var value in values)
            greatest = Math.Max(greatest, value);
        return greatest;
    }
}
