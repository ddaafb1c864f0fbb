using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// Blends each sample with another one of the batch: lambda of the one and 1 - lambda of the other, images and targets alike
/// (Zhang et al. 2017, "mixup: Beyond Empirical Risk Minimization"). Each sample has a lambda of its own, drawn from
/// Beta(alpha, alpha), and the other ones are a random permutation of the batch.
/// </summary>
public sealed record Mixup : IMixing
{
    /// <param name="alpha">Above 0: near 0 samples stay almost pure, 1 makes every blend as likely.</param>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is not a finite number above 0.</exception>
    public Mixup(double alpha) => Alpha = Require.Positive(alpha, nameof(alpha));

    /// <summary>Both parameters of the Beta distribution.</summary>
    public double Alpha { get; }

    /// <inheritdoc/>
    public (Tensor Images, Tensor Targets) Apply(Tensor images, Tensor targets)
    {
        Require.Images(images);
        Require.Targets(images, targets);
        using var scope = NewDisposeScope();
        var count = images.shape[0];
        var (mixedImages, mixedTargets) = Mix(images, targets, randperm(count, ScalarType.Int64, CPU), BetaDraw.Symmetric(Alpha, count));
        return (mixedImages.MoveToOuterDisposeScope(), mixedTargets.MoveToOuterDisposeScope());
    }

    /// <summary>lambda[i] of sample i and 1 - lambda[i] of sample partner[i]; in the caller's dispose scope.</summary>
    internal static (Tensor Images, Tensor Targets) Mix(Tensor images, Tensor targets, Tensor partner, Tensor lambda)
    {
        var others = partner.to(images.device);
        return (Blend(images, others, lambda.view(-1, 1, 1, 1)), Blend(targets, others, lambda.view(-1, 1)));
    }

    private static Tensor Blend(Tensor values, Tensor others, Tensor lambda) =>
        values.index_select(0, others).lerp_(values, lambda.to(values.dtype, values.device));
}
