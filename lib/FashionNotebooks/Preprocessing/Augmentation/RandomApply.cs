using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>Applies an augmentation to a random part of the samples and leaves the others as they are.</summary>
public sealed record RandomApply : IAugmentation
{
    /// <param name="probability">Of each sample to be changed, 0 to 1.</param>
    /// <param name="augmentation">How.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside its range.</exception>
    public RandomApply(double probability, IAugmentation augmentation)
    {
        ArgumentNullException.ThrowIfNull(augmentation);
        (Probability, Augmentation) = (Require.Between(0, 1, probability, nameof(probability)), augmentation);
    }

    /// <summary>Of each sample to be changed.</summary>
    public double Probability { get; }

    /// <summary>How samples are changed.</summary>
    public IAugmentation Augmentation { get; }

    /// <inheritdoc/>
    public Tensor Apply(Tensor images)
    {
        Require.Images(images);
        using var scope = NewDisposeScope();
        var changed = rand([images.shape[0], 1, 1, 1], ScalarType.Float32, CPU).lt(Probability).to(images.device);
        return where(changed, Augmentation.Apply(images), images).MoveToOuterDisposeScope();
    }
}
