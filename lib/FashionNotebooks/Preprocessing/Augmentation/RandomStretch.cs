using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// Makes garments wider and lower, each sample by its own draws, about the image's middle: the dataset's tops are 20 to 22
/// pixels wide and 28 high with the sleeves hanging, those that people lay down for a photo are as wide as high, with the
/// sleeves spread. What leaves the image is cut off, what comes from outside is black; pixels are interpolated linearly.
/// </summary>
public sealed record RandomStretch : IAugmentation
{
    /// <param name="widest">The width is multiplied by 1 to this, drawn uniformly; at least 1.</param>
    /// <param name="lowest">The height is multiplied by this to 1, drawn uniformly; above 0, at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public RandomStretch(double widest = 1.4, double lowest = 0.7)
    {
        Widest = Require.Between(1, double.MaxValue, widest, nameof(widest));
        Lowest = Require.Between(double.Epsilon, 1, lowest, nameof(lowest));
    }

    /// <summary>The greatest factor of the width.</summary>
    public double Widest { get; }

    /// <summary>The least factor of the height.</summary>
    public double Lowest { get; }

    /// <inheritdoc/>
    public Tensor Apply(Tensor images)
    {
        Require.Images(images);
        using var scope = NewDisposeScope();
        var uniform = rand(2, images.shape[0], dtype: ScalarType.Float32, device: CPU);
        var none = zeros_like(uniform[0]);
        // A zoom says how much of the image is stretched over the whole.
        return new AffineParameters(
            Rotation: none, RowShift: none, ColumnShift: none, Shear: none,
            RowZoom: uniform[0].mul(Lowest - 1).add(1).reciprocal(), ColumnZoom: uniform[1].mul(Widest - 1).add(1).reciprocal())
            .Transform(images, blackOutside: true).MoveToOuterDisposeScope();
    }
}
