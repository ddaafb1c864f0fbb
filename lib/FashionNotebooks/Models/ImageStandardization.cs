using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>
/// Zero mean and unit variance for each image by itself, so that brightness and contrast of a whole image change nothing
/// of what the network behind it sees: layer normalization (Ba et al. 2016) without weights. N x C x Height x Width, of the
/// same shape afterwards; an image of one colour becomes 0.
/// </summary>
public sealed class ImageStandardization() : Module<Tensor, Tensor>(nameof(ImageStandardization))
{
    /// <inheritdoc/>
    public override Tensor forward(Tensor images)
    {
        using var scope = NewDisposeScope();
        return ChannelsLast.Of(functional.layer_norm(images, images.shape[1..])).MoveToOuterDisposeScope();
    }
}
