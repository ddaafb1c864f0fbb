using TorchSharp;
using static TorchSharp.torch;

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

    /// <summary>Images of N x 1 x rows x columns, 0 to 255 in float64, and what becomes of them, not yet rounded; each draws for itself, in order.</summary>
    private delegate Tensor Worsen(Tensor images, int severity, SeededRandom random);

    /// <summary>A Gaussian, motion or defocus, each as likely, of <see cref="FashionNotebooks.Blur.Strengths"/>; motion in any direction.</summary>
    public static Corruption Blur { get; } = new("blur",
        [.. Enumerable.Range(0, Severities).Select(level => string.Join(", ", Enum.GetValues<BlurKind>().Select(kind => Invariant($"{kind} {FashionNotebooks.Blur.Strengths(kind)[level]}"))))],
        (images, severity, random) => FashionNotebooks.Blur.Apply(images, [.. Each(images, () =>
        {
            var kinds = Enum.GetValues<BlurKind>();
            var kind = kinds[random.NextInt(kinds.Length)];
            return BlurKernel.Of(kind, FashionNotebooks.Blur.Strengths(kind)[severity - 1], 180 * random.NextDouble());
        })]));

    /// <summary>Normally distributed noise, added to each pixel by itself.</summary>
    public static Corruption Noise { get; } = OfStrength("noise", [10, 20, 40, 60, 80], strength => $"standard deviation {strength} of 255",
        (images, deviation, random) =>
        {
            var noise = new double[images.numel()];
            for (var i = 0; i < noise.Length; i++) // Box and Muller's transform; 1 minus the draw is never 0.
                noise[i] = deviation * (Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble()));
            return images.add(tensor(noise, images.shape));
        });

    /// <summary>Turned about the image's middle, clockwise or not, each as likely.</summary>
    public static Corruption Rotation { get; } = OfStrength("rotation", [5, 10, 20, 30, 45], strength => $"{strength} degrees",
        (images, degrees, random) => FashionNotebooks.Rotation.Turn(images, [.. Each(images, () => (double)(random.NextInt(2) == 0 ? -degrees : degrees))], images.shape[2], images.shape[3]));

    /// <summary>Each pixel brought nearer to the image's mean.</summary>
    public static Corruption Contrast { get; } = OfStrength("contrast", [80, 60, 40, 20, 10], strength => $"{strength} % of it left",
        (images, percent, _) => images.mean([2, 3], keepdim: true).lerp(images, percent / 100.0));

    /// <summary>A grey square somewhere in the image, of 28 x 28 pixels; in images of other sizes as much smaller or larger.</summary>
    public static Corruption Occlusion { get; } = OfStrength("occlusion", [4, 8, 12, 16, 20], strength => $"{strength} x {strength} pixels",
        (images, sideOf28, random) =>
        {
            int height = (int)images.shape[2], width = (int)images.shape[3];
            var side = Math.Max(1, (int)Math.Round(sideOf28 * Math.Min(width, height) / 28.0));
            for (var i = 0; i < images.shape[0]; i++)
            {
                int left = random.NextInt(width - side + 1), top = random.NextInt(height - side + 1);
                images[i, 0].narrow(0, top, side).narrow(1, left, side).fill_(OcclusionGrey);
            }
            return images;
        });

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
        ArgumentOutOfRangeException.ThrowIfLessThan(severity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(severity, Severities);
        var random = new SeededRandom(seed);
        return ImageTensors.Change(images, some => worsen(some, severity, random));
    }

    private static Corruption OfStrength(string name, int[] strengths, Func<int, string> describe, Worsen worsen) =>
        new(name, [.. strengths.Select(describe)], (images, severity, random) => worsen(images, strengths[severity - 1], random));

    private static IEnumerable<T> Each<T>(Tensor images, Func<T> draw) => Enumerable.Range(0, (int)images.shape[0]).Select(_ => draw());
}
