using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// Pastes a rectangle of another sample of the batch into each one, and mixes the targets by area (Yun et al. 2019, "CutMix").
/// Each sample has a lambda of its own, drawn from Beta(alpha, alpha); its rectangle has 1 - lambda of the image's area and the
/// image's aspect, and its centre may lie anywhere, so what is outside is cut off. Targets count the pixels that were really
/// pasted. The other samples are a random permutation of the batch.
/// </summary>
public sealed record CutMix : IMixing
{
    /// <param name="alpha">Above 0: near 0 almost nothing or almost all is pasted, 1 makes every area as likely.</param>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is not a finite number above 0.</exception>
    public CutMix(double alpha) => Alpha = Require.Positive(alpha, nameof(alpha));

    /// <summary>Both parameters of the Beta distribution.</summary>
    public double Alpha { get; }

    /// <inheritdoc/>
    public (Tensor Images, Tensor Targets) Apply(Tensor images, Tensor targets)
    {
        Require.Images(images);
        Require.Targets(images, targets);
        using var scope = NewDisposeScope();
        var count = images.shape[0];
        var partner = randperm(count, ScalarType.Int64, CPU);
        var boxes = Draw(count, images.shape[2], images.shape[3]);
        var (mixedImages, mixedTargets) = Paste(images, targets, partner, boxes);
        return (mixedImages.MoveToOuterDisposeScope(), mixedTargets.MoveToOuterDisposeScope());
    }

    /// <summary>The rectangles of <paramref name="count"/> samples; in the caller's dispose scope.</summary>
    internal Boxes Draw(long count, long height, long width)
    {
        var side = BetaDraw.Symmetric(Alpha, count).neg_().add_(1).sqrt_();
        var centre = rand(2, count, dtype: ScalarType.Float64, device: CPU);
        var (top, bottom) = Edges(centre[0], side, height);
        var (left, right) = Edges(centre[1], side, width);
        return new Boxes(top, left, bottom.sub(top), right.sub(left));
    }

    /// <summary>Pastes the box of sample partner[i] into sample i; in the caller's dispose scope.</summary>
    internal static (Tensor Images, Tensor Targets) Paste(Tensor images, Tensor targets, Tensor partner, Boxes boxes)
    {
        var others = partner.to(images.device);
        var pasted = where(boxes.Mask(images), images.index_select(0, others), images);
        var kept = boxes.Height.mul(boxes.Width).to(ScalarType.Float64).div_(-images.shape[2] * images.shape[3]).add_(1);
        return (pasted, targets.index_select(0, others).lerp_(targets, kept.view(-1, 1).to(targets.dtype, targets.device)));
    }

    /// <summary>First pixel, and the one after the last, of a side that is a fraction of size round a centre of 0 to 1, cut to the image.</summary>
    private static (Tensor Start, Tensor End) Edges(Tensor centre, Tensor side, long size)
    {
        var half = side.mul(size / 2.0);
        var middle = centre.mul(size);
        return (middle.sub(half).round_().clamp_(0, size).to(ScalarType.Int64), middle.add(half).round_().clamp_(0, size).to(ScalarType.Int64));
    }
}
