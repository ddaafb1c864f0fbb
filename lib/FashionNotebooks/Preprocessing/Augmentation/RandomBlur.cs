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
        return Blur.Apply(images, kernels).MoveToOuterDisposeScope();
    }
}
