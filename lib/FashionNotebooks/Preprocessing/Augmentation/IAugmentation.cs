using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// Changes each image of a batch at random, so that a network never sees quite the same image twice; labels stay true.
/// The few random numbers that a sample needs come from torch's default generator on the CPU, whatever the device of the
/// images: the same <c>torch.manual_seed</c> or restored generator state gives the same changes.
/// </summary>
public interface IAugmentation
{
    /// <summary>The images, each changed in its own way.</summary>
    /// <param name="images">N x C x Height x Width, floating point, on any device; N at least 1. They stay as they are.</param>
    /// <returns>A new tensor of the same shape, type and device, which is the caller's to dispose.</returns>
    /// <exception cref="ArgumentException">The images haven't that shape or type.</exception>
    Tensor Apply(Tensor images);
}

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
