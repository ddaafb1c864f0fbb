using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// Pads the images on every side and cuts an image of the old size out of each at a random place: a shift by up to
/// <see cref="Padding"/> whole pixels in each direction.
/// </summary>
public sealed record RandomCrop : IAugmentation
{
    /// <summary>The most pixels that can be added on a side.</summary>
    public const int MaxPadding = 1_000;

    /// <param name="padding">Pixels added on each side, from 0 to <see cref="MaxPadding"/>.</param>
    /// <param name="fill">Value of the added pixels; 0 is black where images are scaled, the mean where they are standardized.</param>
    /// <exception cref="ArgumentOutOfRangeException">The padding is outside its range, or the fill not a finite number.</exception>
    public RandomCrop(int padding, double fill = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(padding, MaxPadding);
        (Padding, Fill) = (padding, Require.Finite(fill, nameof(fill)));
    }

    /// <summary>Pixels added on each side.</summary>
    public int Padding { get; }

    /// <summary>Value of the added pixels.</summary>
    public double Fill { get; }

    /// <inheritdoc/>
    public Tensor Apply(Tensor images)
    {
        Require.Images(images);
        using var scope = NewDisposeScope();
        var corners = randint(0, 2 * Padding + 1, [2, images.shape[0]], ScalarType.Int64, CPU);
        return Crop(images, corners[0], corners[1]).MoveToOuterDisposeScope();
    }

    /// <summary>Cuts image i out at row top[i] and column left[i] of the padded one; in the caller's dispose scope.</summary>
    internal Tensor Crop(Tensor images, Tensor top, Tensor left)
    {
        var padded = nn.functional.pad(images, (Padding, Padding, Padding, Padding), PaddingModes.Constant, Fill);
        // A view of every place to cut, N x C x places x places x Height x Width, of which one a sample is copied.
        var windows = padded.unfold(2, images.shape[2], 1).unfold(3, images.shape[3], 1);
        var samples = arange(images.shape[0], ScalarType.Int64, images.device);
        return windows.index(
            TensorIndex.Tensor(samples), TensorIndex.Colon,
            TensorIndex.Tensor(top.to(images.device)), TensorIndex.Tensor(left.to(images.device)));
    }
}
