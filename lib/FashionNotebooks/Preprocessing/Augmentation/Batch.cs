using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>What augmentations ask of a batch before they touch it.</summary>
internal static class Batch
{
    public static void CheckImages(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.dim() != 4 || images.shape[0] == 0)
            throw new ArgumentException($"A batch of images is N x C x Height x Width with N at least 1, but this is {Shape(images)}.", nameof(images));
        if (!images.is_floating_point())
            throw new ArgumentException($"The images are of type {images.dtype}; scale them to 0 to 1 first (Preprocess.Scale).", nameof(images));
    }

    public static void CheckTargets(Tensor images, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.dim() != 2 || targets.shape[0] != images.shape[0] || !targets.is_floating_point())
            throw new ArgumentException(
                $"{images.shape[0]} images are mixed with targets of {images.shape[0]} x classes probabilities, but these are {Shape(targets)} of type {targets.dtype}; make class indices one-hot first (Preprocess.OneHot).",
                nameof(targets));
    }

    private static string Shape(Tensor tensor) => tensor.dim() == 0 ? "a single number" : string.Join(" x ", tensor.shape);
}
