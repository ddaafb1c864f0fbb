namespace FashionNotebooks;

/// <summary>
/// A way in which a photo is worse than the dataset's images, in five severities, to judge how much of it a model stands
/// (after D. Hendrycks and T. Dietterich, Benchmarking Neural Network Robustness to Common Corruptions and Perturbations,
/// 2019; the severities are ours, made for 28 x 28 pixels).
/// </summary>
public sealed class Corruption
{
    /// <summary>Number of severities, of which 1 is the mildest.</summary>
    public const int Severities = 5;

    private const byte OcclusionGrey = 128;

    private readonly Worsen worsen;

    private Corruption(string name, IReadOnlyList<string> levels, Worsen worsen) => (Name, Levels, this.worsen) = (name, levels, worsen);

    private delegate void Worsen(ReadOnlySpan<byte> image, int width, int severity, SeededRandom random, Span<byte> worse);

    /// <summary>A Gaussian, motion or defocus, each as likely, of <see cref="FashionNotebooks.Blur.Strengths"/>; motion in any direction.</summary>
    public static Corruption Blur { get; } = new("blur",
        [.. Enumerable.Range(0, Severities).Select(level => string.Join(", ", Enum.GetValues<BlurKind>().Select(kind => FormattableString.Invariant($"{kind} {FashionNotebooks.Blur.Strengths(kind)[level]}"))))],
        ApplyBlur);

    /// <summary>Normally distributed noise, added to each pixel by itself.</summary>
    public static Corruption Noise { get; } = OfStrength("noise", [10, 20, 40, 60, 80], strength => $"standard deviation {strength} of 255", ApplyNoise);

    /// <summary>Turned about the image's middle, clockwise or not, each as likely.</summary>
    public static Corruption Rotation { get; } = OfStrength("rotation", [5, 10, 20, 30, 45], strength => $"{strength} degrees", ApplyRotation);

    /// <summary>Each pixel brought nearer to the image's mean.</summary>
    public static Corruption Contrast { get; } = OfStrength("contrast", [80, 60, 40, 20, 10], strength => $"{strength} % of it left", ApplyContrast);

    /// <summary>A grey square somewhere in the image, of 28 x 28 pixels; in images of other sizes as much smaller or larger.</summary>
    public static Corruption Occlusion { get; } = OfStrength("occlusion", [4, 8, 12, 16, 20], strength => $"{strength} x {strength} pixels", ApplyOcclusion);

    /// <summary>All five.</summary>
    public static IReadOnlyList<Corruption> All { get; } = [Blur, Noise, Rotation, Contrast, Occlusion];

    /// <summary>What it is called: one word.</summary>
    public string Name { get; }

    /// <summary>What each severity is, in words.</summary>
    public IReadOnlyList<string> Levels { get; }

    /// <summary>All images, made worse; each draws its own sign, place or direction.</summary>
    /// <param name="images">Any number of images; they stay as they are.</param>
    /// <param name="severity">1 to 5.</param>
    /// <param name="seed">The same seed draws the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">The severity is outside its range.</exception>
    public LabeledImages Apply(LabeledImages images, int severity, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(severity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(severity, Severities);
        var random = new SeededRandom(seed);
        var pixels = new byte[images.Pixels.Length];
        var size = images.Width * images.Height;
        for (var i = 0; i < images.Count; i++)
            worsen(images.Image(i), images.Width, severity, random, pixels.AsSpan(i * size, size));
        return images.WithPixels(pixels);
    }

    private static Corruption OfStrength(string name, int[] strengths, Func<int, string> describe, Worsen worsen) => new(
        name, [.. strengths.Select(describe)],
        (image, width, severity, random, worse) => worsen(image, width, strengths[severity - 1], random, worse));

    private static void ApplyBlur(ReadOnlySpan<byte> image, int width, int severity, SeededRandom random, Span<byte> worse)
    {
        var kinds = Enum.GetValues<BlurKind>();
        var kind = kinds[random.NextInt(kinds.Length)];
        var kernel = BlurKernel.Of(kind, FashionNotebooks.Blur.Strengths(kind)[severity - 1], 180 * random.NextDouble());
        FashionNotebooks.Blur.Apply(kernel, image, width, worse);
    }

    private static void ApplyNoise(ReadOnlySpan<byte> image, int width, int deviation, SeededRandom random, Span<byte> worse)
    {
        for (var i = 0; i < image.Length; i++)
        {
            // Box and Muller's transform; 1 minus the draw is never 0.
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
            worse[i] = Rounded(image[i] + deviation * normal);
        }
    }

    private static void ApplyRotation(ReadOnlySpan<byte> image, int width, int degrees, SeededRandom random, Span<byte> worse)
    {
        var angle = (random.NextInt(2) == 0 ? degrees : -degrees) * Math.PI / 180;
        Rotate(image, width, angle, worse);
    }

    /// <summary>Turned by an angle in radians about the middle, bilinear, with black around the image.</summary>
    internal static void Rotate(ReadOnlySpan<byte> image, int width, double angle, Span<byte> turned)
    {
        var height = image.Length / width;
        var (sine, cosine) = Math.SinCos(angle);
        double middleX = (width - 1) / 2.0, middleY = (height - 1) / 2.0;
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                // Where this pixel comes from.
                double fromX = middleX + cosine * (x - middleX) - sine * (y - middleY), fromY = middleY + sine * (x - middleX) + cosine * (y - middleY);
                int left = (int)Math.Floor(fromX), top = (int)Math.Floor(fromY);
                double right = fromX - left, below = fromY - top;
                turned[y * width + x] = Rounded(
                    (1 - below) * ((1 - right) * At(image, left, top) + right * At(image, left + 1, top))
                    + below * ((1 - right) * At(image, left, top + 1) + right * At(image, left + 1, top + 1)));
            }

        double At(ReadOnlySpan<byte> from, int x, int y) => x >= 0 && x < width && y >= 0 && y < height ? from[y * width + x] : 0;
    }

    private static void ApplyContrast(ReadOnlySpan<byte> image, int width, int percent, SeededRandom random, Span<byte> worse)
    {
        var sum = 0.0;
        foreach (var value in image)
            sum += value;
        var mean = sum / image.Length;
        for (var i = 0; i < image.Length; i++)
            worse[i] = Rounded(mean + percent / 100.0 * (image[i] - mean));
    }

    private static void ApplyOcclusion(ReadOnlySpan<byte> image, int width, int sideOf28, SeededRandom random, Span<byte> worse)
    {
        var height = image.Length / width;
        var side = Math.Max(1, (int)Math.Round(sideOf28 * Math.Min(width, height) / 28.0));
        image.CopyTo(worse);
        int left = random.NextInt(width - side + 1), top = random.NextInt(height - side + 1);
        for (var y = top; y < top + side; y++)
            worse.Slice(y * width + left, side).Fill(OcclusionGrey);
    }

    private static byte Rounded(double value) => (byte)Math.Clamp(value + 0.5, 0, 255);
}
