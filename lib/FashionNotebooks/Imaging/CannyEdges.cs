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
    private CannyEdges(bool[] edges, IReadOnlyList<PreparationStep> steps) => (Edges, Steps) = (edges, steps);

    /// <summary>Row by row, whether a pixel is an edge: a strong ridge, or a weak one that leads to a strong one through weak ones, also diagonally.</summary>
    public ReadOnlyMemory<bool> Edges { get; }

    /// <summary>The steps as images to show.</summary>
    public IReadOnlyList<PreparationStep> Steps { get; }

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
        var edges = Follow(found.Weak, found.Strong);
        return new(Values(edges),
        [
            Step("Image", "The image as it was given.", image),
            Step("Smoothed", "A Gaussian takes the noise out.", found.Smoothed),
            Step("Gradient", "How fast it gets brighter or darker, by Sobel's operators; white is the fastest.", found.Magnitude.div(found.Magnitude.max().clamp_min(1e-12))),
            Step("Ridges", "Where the gradient is greatest along its own direction.", found.Ridges),
            Step("Two thresholds", "Strong ridges white, weak ones grey.", found.Weak.to(ScalarType.Float64).add(found.Strong).div(2)),
            Step("Edges", "Strong ridges, and the weak ones that hang together with them.", edges),
        ]);

        PreparationStep Step(string name, string explanation, Tensor brightness) =>
            new(name, explanation, width, height, PixelFormat.Grey, ImageTensors.ToBytes(brightness.to(ScalarType.Float64).mul(255)));
    }

    /// <summary>The edges of every image, 255 on black 0, with the same labels: a second input beside the images.</summary>
    /// <param name="images">Any number of images.</param>
    /// <param name="sigma">The Gaussian's standard deviation in pixels.</param>
    /// <param name="low">Least magnitude of a weak ridge, where white is 1.</param>
    /// <param name="high">Least magnitude of a strong ridge.</param>
    /// <exception cref="ArgumentOutOfRangeException">Sigma or a threshold is outside its range.</exception>
    public static LabeledImages DetectAll(LabeledImages images, double sigma = 1, double low = 0.1, double high = 0.2) =>
        ImageTensors.Change(images, some => Detect(some.div(255), sigma, low, high).mul(255));

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

    /// <summary>What is found on the way to the edges.</summary>
    /// <param name="Smoothed">The images without their noise, 0 to 1. What lies outside an image isn't counted.</param>
    /// <param name="Horizontal">How much brighter it gets to the right: Sobel's sum of weights 1, 2, 1 of the column to the right minus that to the left, -4 to 4.</param>
    /// <param name="Vertical">How much brighter it gets downwards, -4 to 4.</param>
    /// <param name="Magnitude">The gradient's length, 0 to 4 times the square root of 2.</param>
    /// <param name="Ridges">Where the magnitude is not less than on either side, along the gradient; an image's outermost pixels never are.</param>
    /// <param name="Weak">Ridges at least as strong as the low threshold.</param>
    /// <param name="Strong">Ridges at least as strong as the high threshold.</param>
    internal sealed record Stages(Tensor Smoothed, Tensor Horizontal, Tensor Vertical, Tensor Magnitude, Tensor Ridges, Tensor Weak, Tensor Strong);

    internal static Stages Find(Tensor images, double sigma, double low, double high)
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
        return new(smoothed, horizontal, vertical, magnitude, ridges, ridges.logical_and(magnitude.ge(low)), ridges.logical_and(magnitude.ge(high)));
    }

    /// <summary>Rows, then columns, with the weights that fall outside the image left out and the others brought to a sum of 1.</summary>
    private static Tensor Smooth(Tensor images, double sigma)
    {
        var radius = (int)(4 * sigma + 0.5);
        double[] weights = [.. Enumerable.Range(-radius, 2 * radius + 1).Select(offset => Math.Exp(-offset * offset / (2 * sigma * sigma)))];
        var line = tensor(weights, [1, 1, 1, weights.Length], images.dtype, images.device);
        var inside = ones_like(images.narrow(0, 0, 1));
        return Along(Along(images, line, [0, radius]), line.transpose(2, 3), [radius, 0]);

        Tensor Along(Tensor images, Tensor line, long[] padding) =>
            nn.functional.conv2d(images, line, padding: padding).div(nn.functional.conv2d(inside, line, padding: padding));
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
    /// between the two, ahead and behind. Around the image it is infinite, so that none of the outermost pixels is a ridge.
    /// </summary>
    private static Tensor FindRidges(Tensor horizontal, Tensor vertical, Tensor magnitude)
    {
        var around = nn.functional.pad(magnitude, (1, 1, 1, 1), PaddingModes.Constant, double.PositiveInfinity);
        var (across, down) = (horizontal.abs(), vertical.abs());
        var (isSteep, toRight) = (down.ge(across), horizontal.mul(vertical).ge(0)); // down to the right, or to the left
        var share = where(isSteep, across.div(down), down.div(across));
        return magnitude.gt(0).logical_and(Neighbour(1).le(magnitude)).logical_and(Neighbour(-1).le(magnitude));

        Tensor Neighbour(int ahead)
        {
            var corner = where(toRight, At(ahead, ahead), At(-ahead, ahead));
            var beside = where(isSteep, At(0, ahead), where(toRight, At(ahead, 0), At(-ahead, 0)));
            return corner.mul(share).add(beside.mul(1 - share));
        }
        Tensor At(long right, long below) => around.narrow(2, 1 + below, magnitude.shape[2]).narrow(3, 1 + right, magnitude.shape[3]);
    }

    /// <summary>From each strong ridge to the weak ones that touch it, and on from there.</summary>
    private static Tensor Follow(Tensor weak, Tensor strong)
    {
        var (isWeak, isEdge, width) = (Values(weak), Values(strong), (int)weak.shape[3]);
        // As no ridge lies at an image's rim, all eight neighbours of one are pixels of its image.
        int[] steps = [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1];
        var ends = new Stack<int>(Enumerable.Range(0, isEdge.Length).Where(i => isEdge[i]));
        while (ends.TryPop(out var end))
            foreach (var step in steps)
                if (isWeak[end + step] && !isEdge[end + step])
                {
                    isEdge[end + step] = true;
                    ends.Push(end + step);
                }
        return tensor(isEdge, weak.shape, device: weak.device);
    }

    private static bool[] Values(Tensor flags) => flags.cpu().contiguous().data<bool>().ToArray();
}
