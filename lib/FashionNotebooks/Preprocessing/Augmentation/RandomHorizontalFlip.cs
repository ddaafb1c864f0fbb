using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>Mirrors left and right in a random part of the samples.</summary>
public sealed record RandomHorizontalFlip : IAugmentation
{
    /// <param name="probability">Of each sample to be mirrored, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 to 1.</exception>
    public RandomHorizontalFlip(double probability = 0.5) => Probability = Require.Between(0, 1, probability, nameof(probability));

    /// <summary>Of each sample to be mirrored.</summary>
    public double Probability { get; }

    /// <inheritdoc/>
    public Tensor Apply(Tensor images)
    {
        Require.Images(images);
        using var scope = NewDisposeScope();
        var mirrored = rand([images.shape[0], 1, 1, 1], ScalarType.Float32, CPU).lt(Probability).to(images.device);
        return where(mirrored, images.flip(3), images).MoveToOuterDisposeScope();
    }
}
