using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// The edges of a grey image (J. Canny, A Computational Approach to Edge Detection, 1986), with every step on the way: a
/// Gaussian takes the noise out, Sobel's operators give the gradient, only ridges of its strength are kept (non-maximum
/// suppression), and of these the strong ones and the weak ones that hang together with a strong one (hysteresis).
/// </summary>
public sealed class CannyEdges
{
    private const int AtOnce = 250;

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
        Step("Gradient", "How fast it gets brighter or darker, by Sobel's operators; white is the fastest.", i => Magnitude.Span[i] / Math.Max(1e-12, Magnitude.ToArray().Max())),
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
        if (grey.Length != width * height)
            throw new ArgumentException($"An image of {width}x{height} pixels needs {width * height} intensities, but there are {grey.Length}.", nameof(grey));
        using var scope = NewDisposeScope();
        var image = tensor(grey.ToArray(), [1, 1, height, width]).to(ScalarType.Float64).div(255);
        var found = Find(image, sigma, low, high);
        return new(width, height)
        {
            Image = Values<double>(image),
            Smoothed = Values<double>(found.Smoothed),
            Horizontal = Values<double>(found.Horizontal),
            Vertical = Values<double>(found.Vertical),
            Magnitude = Values<double>(found.Magnitude),
            Ridges = Values<bool>(found.Ridges),
            Weak = Values<bool>(found.Weak),
            Strong = Values<bool>(found.Strong),
            Edges = Values<bool>(Follow(found.Weak, found.Strong)),
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
        return ImageTensors.Change(images, AtOnce, some => Detect(some.div(255), sigma, low, high).mul(255));
    }

    /// <summary>The edges of a batch of images.</summary>
    /// <param name="images">N x 1 x rows x columns, 0 to 1, in float64, on any device.</param>
    /// <param name="sigma">The Gaussian's standard deviation in pixels.</param>
    /// <param name="low">Least magnitude of a weak ridge, where white is 1.</param>
    /// <param name="high">Least magnitude of a strong ridge.</param>
    /// <returns>Of the same shape: 1 on an edge, 0 elsewhere.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Sigma or a threshold is outside its range.</exception>
    public static Tensor Detect(Tensor images, double sigma = 1, double low = 0.1, double high = 0.2)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var scope = NewDisposeScope();
        var found = Find(images, sigma, low, high);
        return Follow(found.Weak, found.Strong).to(images.dtype).MoveToOuterDisposeScope();
    }

    private static (Tensor Smoothed, Tensor Horizontal, Tensor Vertical, Tensor Magnitude, Tensor Ridges, Tensor Weak, Tensor Strong) Find(Tensor images, double sigma, double low, double high)
    {
        if (!(sigma > 0 && sigma <= 100))
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "sigma is above 0 and at most 100 pixels.");
        if (!(low >= 0))
            throw new ArgumentOutOfRangeException(nameof(low), low, "The low threshold is at least 0.");
        if (!(high >= low))
            throw new ArgumentOutOfRangeException(nameof(high), high, Invariant($"The high threshold is at least the low one, {low}."));

        var smoothed = Smooth(images, sigma);
        var (horizontal, vertical) = (Sobel(smoothed, 3), Sobel(smoothed, 2));
        var magnitude = horizontal.hypot(vertical);
        var ridges = FindRidges(horizontal, vertical, magnitude);
        return (smoothed, horizontal, vertical, magnitude, ridges, ridges.logical_and(magnitude.ge(low)), ridges.logical_and(magnitude.ge(high)));
    }

    /// <summary>Rows, then columns, with the weights that fall outside the image left out and the others brought to a sum of 1.</summary>
    private static Tensor Smooth(Tensor images, double sigma)
    {
        var radius = (int)(4 * sigma + 0.5);
        double[] weights = [.. Enumerable.Range(-radius, 2 * radius + 1).Select(offset => Math.Exp(-offset * offset / (2 * sigma * sigma)))];
        var line = tensor(weights, [1, 1, 1, weights.Length], images.dtype, images.device);
        return Along(Along(images, line, [0, radius]), line.transpose(2, 3), [radius, 0]);

        static Tensor Along(Tensor images, Tensor line, long[] padding) =>
            nn.functional.conv2d(images, line, padding: padding).div(nn.functional.conv2d(ones_like(images), line, padding: padding));
    }

    /// <summary>
    /// How much brighter it gets along a dimension; outside the image, its outermost pixels are repeated. First the
    /// differences, then their sum, so that what is equal stays equal to the last digit: ridges of two pixels hang on it.
    /// </summary>
    private static Tensor Sobel(Tensor images, int along)
    {
        var padded = nn.functional.pad(images, [1, 1, 1, 1], PaddingModes.Replicate);
        long length = images.shape[along], across = images.shape[5 - along];
        var step = padded.narrow(along, 2, length).sub(padded.narrow(along, 0, length));
        return step.narrow(5 - along, 0, across).add(step.narrow(5 - along, 1, across).mul(2)).add(step.narrow(5 - along, 2, across));
    }

    /// <summary>
    /// The gradient points between a neighbour beside the pixel and one at its corner; the magnitude there is interpolated
    /// between the two, ahead and behind.
    /// </summary>
    private static Tensor FindRidges(Tensor horizontal, Tensor vertical, Tensor magnitude)
    {
        long height = magnitude.shape[2], width = magnitude.shape[3];
        var around = nn.functional.pad(magnitude, [1, 1, 1, 1]);
        var (across, down) = (horizontal.abs(), vertical.abs());
        var (isSteep, toRight) = (down.ge(across), horizontal.mul(vertical).ge(0)); // down to the right, or to the left
        var share = where(isSteep, across.div(down), down.div(across));
        var ahead = Between(where(toRight, At(1, 1), At(-1, 1)), where(isSteep, At(0, 1), where(toRight, At(1, 0), At(-1, 0))));
        var behind = Between(where(toRight, At(-1, -1), At(1, -1)), where(isSteep, At(0, -1), where(toRight, At(-1, 0), At(1, 0))));
        var inner = zeros_like(magnitude, dtype: ScalarType.Bool);
        if (height > 2 && width > 2)
            inner.narrow(2, 1, height - 2).narrow(3, 1, width - 2).fill_(true);
        return magnitude.gt(0).logical_and(ahead.le(magnitude)).logical_and(behind.le(magnitude)).logical_and(inner);

        Tensor At(long right, long below) => around.narrow(2, 1 + below, height).narrow(3, 1 + right, width);
        Tensor Between(Tensor corner, Tensor beside) => corner.mul(share).add(beside.mul(1 - share));
    }

    /// <summary>Strong ridges grow by a pixel all round where there are weak ones, until nothing more does.</summary>
    private static Tensor Follow(Tensor weak, Tensor strong)
    {
        for (var edges = strong; ;)
        {
            var grown = nn.functional.max_pool2d(edges.to(ScalarType.Float32), 3, stride: 1, padding: 1).gt(0).logical_and(weak);
            if (grown.eq(edges).all().item<bool>())
                return edges;
            edges = grown;
        }
    }

    private static T[] Values<T>(Tensor values) where T : unmanaged => values.contiguous().data<T>().ToArray();

    private PreparationStep Step(string name, string explanation, Func<int, double> brightness) => new(
        name, explanation, Width, Height, PixelFormat.Grey,
        Enumerable.Range(0, Width * Height).Select(i => (byte)Math.Round(255 * brightness(i))).ToArray());
}
