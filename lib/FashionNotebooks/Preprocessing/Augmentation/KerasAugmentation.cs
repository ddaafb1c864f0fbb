using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// Rotation, shift, shear, zoom and flips with the meaning that each range has in Keras 2's ImageDataGenerator. A sample's
/// values are drawn uniformly and independently; pixels are interpolated linearly, and what comes from outside the image is
/// its nearest edge pixel (fill mode "nearest") unless <see cref="BlackOutside"/> is set. Whatever is not set does nothing.
/// </summary>
public sealed record KerasAugmentation : IAugmentation
{
    /// <summary>Rotation by -range to range degrees; 0 to 180.</summary>
    public double RotationRange { get; init => field = Require.Between(0, 180, value, nameof(RotationRange)); }

    /// <summary>
    /// Zoom: the part of the image that is stretched over the whole has 1 - range to 1 + range of its height and, drawn on its
    /// own, of its width, so below 1 enlarges; 0 to below 1.
    /// </summary>
    public double ZoomRange { get; init => field = Require.Below(1, value, nameof(ZoomRange), "1 - range of the image is stretched over the whole, which must be more than nothing"); }

    /// <summary>Shear by -range to range degrees; 0 to 89. (Keras 2 takes degrees, so 0.3 is next to nothing.)</summary>
    public double ShearRange { get; init => field = Require.Between(0, 89, value, nameof(ShearRange)); }

    /// <summary>Shift along the width by -range to range of it; 0 to below 1.</summary>
    public double WidthShiftRange { get; init => field = Shift(value, nameof(WidthShiftRange)); }

    /// <summary>Shift along the height by -range to range of it; 0 to below 1.</summary>
    public double HeightShiftRange { get; init => field = Shift(value, nameof(HeightShiftRange)); }

    /// <summary>Mirrors left and right in half of the samples.</summary>
    public bool HorizontalFlip { get; init; }

    /// <summary>Mirrors top and bottom in half of the samples.</summary>
    public bool VerticalFlip { get; init; }

    /// <summary>What comes from outside the image is black (fill mode "constant" with 0).</summary>
    public bool BlackOutside { get; init; }

    /// <inheritdoc/>
    public Tensor Apply(Tensor images)
    {
        Require.Images(images);
        using var scope = NewDisposeScope();
        return Draw(images.shape[0], images.shape[2], images.shape[3]).Transform(images, BlackOutside).MoveToOuterDisposeScope();
    }

    /// <summary>The values of <paramref name="count"/> samples of height x width pixels; in the caller's dispose scope.</summary>
    internal AffineParameters Draw(long count, long height, long width)
    {
        // All are drawn whatever is set, so that setting one range doesn't change what another draws.
        var uniform = rand(8, count, dtype: ScalarType.Float32, device: CPU);
        return new AffineParameters(
            Rotation: Symmetric(uniform[0], RotationRange),
            RowShift: Symmetric(uniform[1], HeightShiftRange * height),
            ColumnShift: Symmetric(uniform[2], WidthShiftRange * width),
            Shear: Symmetric(uniform[3], ShearRange),
            // Keras flips after the transform, which comes to a zoom whose sign is turned.
            RowZoom: Symmetric(uniform[4], ZoomRange).add_(1).mul_(Sign(uniform[6], VerticalFlip)),
            ColumnZoom: Symmetric(uniform[5], ZoomRange).add_(1).mul_(Sign(uniform[7], HorizontalFlip)));
    }

    /// <summary>0 to 1 becomes -range to range.</summary>
    private static Tensor Symmetric(Tensor uniform, double range) => uniform.mul(2 * range).sub_(range);

    /// <summary>-1 in half of the samples and 1 in the others; always 1 where flips are off.</summary>
    private static Tensor Sign(Tensor uniform, bool flips) => uniform.lt(flips ? 0.5 : 0).to(ScalarType.Float32).mul_(-2).add_(1);

    private static double Shift(double value, string name) =>
        Require.Below(1, value, name, "a fraction of the image's size, past which nothing of it is left (Keras 2 takes 1 and more as pixels: divide them by the size)");
}
