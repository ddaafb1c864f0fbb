using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// Mixes each sample of a batch with another one, targets as well as images. Where the random numbers come from is said at
/// <see cref="IAugmentation"/>.
/// </summary>
public interface IMixing
{
    /// <summary>The mixed samples.</summary>
    /// <param name="images">N x C x Height x Width, floating point, on any device; N at least 1. They stay as they are.</param>
    /// <param name="targets">N x classes, the probability of each class, such as one-hot labels; of the images' device.</param>
    /// <returns>New tensors of the same shapes, types and device, which are the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">Images or targets haven't that shape or type.</exception>
    (Tensor Images, Tensor Targets) Apply(Tensor images, Tensor targets);
}
