using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>
/// A layer without weights that gives a network a second input: the images' edges as <see cref="CannyEdges"/> finds them,
/// 1 on black 0, beside the images. As a layer it sees what the network sees, augmented and blurred images too.
/// </summary>
public sealed class EdgeChannel : Module<Tensor, Tensor>
{
    /// <summary>A layer that detects with the defaults of <see cref="CannyEdges"/>.</summary>
    public EdgeChannel() : base(nameof(EdgeChannel)) => RegisterComponents();

    /// <summary>The images and their edges.</summary>
    /// <param name="images">N x 1 x Height x Width, 0 to 1; gradients do not pass through their edges.</param>
    /// <returns>N x 2 x Height x Width, of the images' type and device.</returns>
    /// <exception cref="ArgumentException">The images haven't that shape or are not floating point.</exception>
    public override Tensor forward(Tensor images)
    {
        Require.Images(images);
        if (images.shape[1] != 1)
            throw new ArgumentException($"Edges are found in images of one channel, but these have {images.shape[1]}.", nameof(images));
        using var scope = NewDisposeScope();
        // As the dataset has them, in whole numbers.
        var grey = images.detach().to(ScalarType.Float64).mul(255).round().clamp(0, 255).div(255);
        var second = CannyEdges.Detect(grey).to(images.dtype);
        // Stacked behind each other and then named second, they lie in memory as convolutions like it: channels last.
        return stack([images, second], dim: -1).squeeze(1).permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }
}
