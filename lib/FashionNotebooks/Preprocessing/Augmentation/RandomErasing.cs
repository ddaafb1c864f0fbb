using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// Paints a rectangle over a random part of the samples (Zhong et al. 2017, "Random Erasing Data Augmentation"). Its area is
/// drawn uniformly, its aspect (height by width) uniformly on a logarithmic scale, then its place; a rectangle that is too high
/// or too wide for the image is cut to its height or width. Probability 1, one area and aspect 1 make it cutout (DeVries
/// and Taylor 2017) with the square always inside the image.
/// </summary>
public sealed record RandomErasing : IAugmentation
{
    /// <param name="probability">Of each sample to get a rectangle, 0 to 1.</param>
    /// <param name="minArea">Least area, as a fraction of the image's; above 0.</param>
    /// <param name="maxArea">Greatest area; at most 1.</param>
    /// <param name="minAspect">Least height by width; above 0.</param>
    /// <param name="maxAspect">Greatest height by width.</param>
    /// <param name="fill">Value of the painted pixels; 0 is black where images are scaled, the mean where they are standardized.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range, or a least value above the greatest.</exception>
    public RandomErasing(double probability = 0.5, double minArea = 0.02, double maxArea = 0.33, double minAspect = 0.3, double maxAspect = 3.3, double fill = 0)
    {
        Probability = Require.Between(0, 1, probability, nameof(probability));
        MinArea = Require.Positive(minArea, nameof(minArea));
        MaxArea = Require.Between(minArea, 1, maxArea, nameof(maxArea));
        MinAspect = Require.Positive(minAspect, nameof(minAspect));
        MaxAspect = Require.Between(minAspect, double.MaxValue, maxAspect, nameof(maxAspect));
        Fill = Require.Finite(fill, nameof(fill));
    }

    /// <summary>Of each sample to get a rectangle.</summary>
    public double Probability { get; }

    /// <summary>Least area, as a fraction of the image's.</summary>
    public double MinArea { get; }

    /// <summary>Greatest area, as a fraction of the image's.</summary>
    public double MaxArea { get; }

    /// <summary>Least height by width.</summary>
    public double MinAspect { get; }

    /// <summary>Greatest height by width.</summary>
    public double MaxAspect { get; }

    /// <summary>Value of the painted pixels.</summary>
    public double Fill { get; }

    /// <inheritdoc/>
    public Tensor Apply(Tensor images)
    {
        Require.Images(images);
        using var scope = NewDisposeScope();
        var boxes = Draw(images.shape[0], images.shape[2], images.shape[3]);
        return images.masked_fill(boxes.Mask(images), Fill).MoveToOuterDisposeScope();
    }

    /// <summary>The rectangles of <paramref name="count"/> samples, empty in those that get none; in the caller's dispose scope.</summary>
    internal Boxes Draw(long count, long height, long width)
    {
        var uniform = rand(5, count, dtype: ScalarType.Float32, device: CPU);
        var area = uniform[0].mul(MaxArea - MinArea).add_(MinArea).mul_(height * width);
        var aspect = uniform[1].mul(Math.Log(MaxAspect / MinAspect)).exp_().mul_(MinAspect);
        var erased = uniform[2].lt(Probability).to(ScalarType.Float32);
        var boxHeight = area.mul(aspect).sqrt_().round_().clamp_(1, height).mul_(erased);
        var boxWidth = area.div(aspect).sqrt_().round_().clamp_(1, width).mul_(erased);
        return new Boxes(Place(uniform[3], boxHeight, height), Place(uniform[4], boxWidth, width), boxHeight.to(ScalarType.Int64), boxWidth.to(ScalarType.Int64));
    }

    /// <summary>Where a side of so many pixels begins: each place at which it fits is as likely.</summary>
    private static Tensor Place(Tensor uniform, Tensor side, long size) =>
        // uniform is below 1, but the product may round up to the number of places.
        side.neg().add_(size + 1).mul_(uniform).floor_().minimum(side.neg().add_(size)).to(ScalarType.Int64);
}
