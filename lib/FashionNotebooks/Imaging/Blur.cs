using TorchSharp;
using static TorchSharp.torch;

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
        var random = new SeededRandom(seed);
        var same = BlurKernel.Of(kind, strength);
        return ImageTensors.Change(images, some => Apply(some,
            kind == BlurKind.Motion ? [.. Enumerable.Range(0, (int)some.shape[0]).Select(_ => BlurKernel.Motion(strength, 180 * random.NextDouble()))] : [same]));
    }

    /// <summary>Images convolved with kernels, with zeros around the images.</summary>
    /// <param name="images">N x channels x rows x columns, of floating point, on any device.</param>
    /// <param name="kernels">What a single pixel becomes: one kernel for all images or one for each; an image stays as it is where its kernel is null.</param>
    /// <returns>As many, of the same type.</returns>
    /// <exception cref="ArgumentException">There is neither one kernel nor as many as images.</exception>
    public static Tensor Apply(Tensor images, IReadOnlyList<BlurKernel?> kernels)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(kernels);
        long samples = images.shape[0], channels = images.shape[1], height = images.shape[2], width = images.shape[3];
        if (kernels.Count != 1 && kernels.Count != samples)
            throw new ArgumentException($"{samples} images take one kernel or {samples}, but there are {kernels.Count}.", nameof(kernels));
        using var scope = NewDisposeScope();
        var size = kernels.Max(kernel => kernel?.Size ?? 1);
        var weights = new float[kernels.Count * size * size];
        for (var i = 0; i < kernels.Count; i++)
            Place(kernels[i], weights.AsSpan(i * size * size, size * size), size);
        // Images and channels become the channels of one image, each with a group of its own, also for one kernel: as samples they would
        // be unfolded all at once, a thousand of them to a gigabyte.
        var groups = samples * channels;
        var grouped = tensor(weights, [kernels.Count, 1, size, size], images.dtype, images.device).repeat_interleave(groups / kernels.Count, dim: 0);
        return nn.functional.conv2d(images.reshape(1, groups, height, width), grouped, padding: [size / 2, size / 2], groups: groups)
            .reshape(samples, channels, height, width).MoveToOuterDisposeScope();
    }

    /// <summary>A kernel in the middle of a larger one, turned by half a circle, since conv2d correlates.</summary>
    private static void Place(BlurKernel? kernel, Span<float> weights, int size)
    {
        if (kernel is null)
        {
            weights[weights.Length / 2] = 1;
            return;
        }
        var edge = (size - kernel.Size) / 2;
        for (var i = 0; i < kernel.Weights.Length; i++)
            weights[weights.Length - 1 - ((i / kernel.Size + edge) * size + i % kernel.Size + edge)] = kernel.Weights.Span[i];
    }
}
