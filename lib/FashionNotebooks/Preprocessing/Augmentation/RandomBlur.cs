using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// Blurs a random part of the samples: a Gaussian, motion in a random direction or defocus, each as likely, with a
/// strength drawn uniformly up to the greatest of <see cref="Blur.Strengths"/>.
/// </summary>
public sealed record RandomBlur : IAugmentation
{
    private static readonly BlurKind[] Kinds = Enum.GetValues<BlurKind>();
    private static readonly double[] Greatest = [.. Kinds.Select(kind => Blur.Strengths(kind)[^1])];

    /// <param name="probability">Of each sample to be blurred, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside its range.</exception>
    public RandomBlur(double probability = 0.5) => Probability = Require.Between(0, 1, probability, nameof(probability));

    /// <summary>Of each sample to be blurred.</summary>
    public double Probability { get; }

    /// <inheritdoc/>
    public Tensor Apply(Tensor images)
    {
        Require.Images(images);
        using var scope = NewDisposeScope();
        var count = images.shape[0];
        var draws = rand(4, count, dtype: ScalarType.Float32, device: CPU).data<float>().ToArray();
        var kernels = new BlurKernel?[count];
        for (var i = 0; i < count; i++)
        {
            double chance = draws[i], kind = draws[count + i], strength = draws[2 * count + i], direction = draws[3 * count + i];
            // The draws are below 1, their products with a whole number may round up to it.
            var chosen = Math.Min(Kinds.Length - 1, (int)(kind * Kinds.Length));
            if (chance < Probability)
                kernels[i] = BlurKernel.Of(Kinds[chosen], Math.Max(0.1, strength * Greatest[chosen]), 180 * direction);
        }
        return Convolve(images, kernels).MoveToOuterDisposeScope();
    }

    /// <summary>Each sample convolved with a kernel of its own, with zeros around the images; as it is where the kernel is null.</summary>
    internal static Tensor Convolve(Tensor images, BlurKernel?[] kernels)
    {
        using var scope = NewDisposeScope();
        long samples = images.shape[0], channels = images.shape[1], height = images.shape[2], width = images.shape[3];
        var size = kernels.Max(kernel => kernel?.Size ?? 1);
        var weights = new float[samples * size * size];
        for (var i = 0; i < samples; i++)
            Place(kernels[i], weights.AsSpan(i * size * size, size * size), size);
        // Samples and channels become the channels of one image, each with a group and a kernel of its own.
        var grouped = tensor(weights, [samples, 1, size, size], images.dtype, images.device).repeat_interleave(channels, dim: 0);
        var rows = images.reshape(1, samples * channels, height, width);
        return nn.functional.conv2d(rows, grouped, padding: [size / 2, size / 2], groups: samples * channels)
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
