using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>What augmentations ask of their settings, by the setting's name, and of a batch before they touch it.</summary>
internal static class Require
{
    /// <summary>A number from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public static double Between(double from, double to, double value, string name) =>
        value >= from && value <= to ? value : throw new ArgumentOutOfRangeException(name, value, Invariant($"{name} goes from {from} to {to}."));

    /// <summary>A number of at least 0 and below <paramref name="limit"/>; <paramref name="why"/> says what lies beyond.</summary>
    public static double Below(double limit, double value, string name, string why) =>
        value >= 0 && value < limit ? value : throw new ArgumentOutOfRangeException(name, value, Invariant($"{name} is at least 0 and below {limit}: {why}."));

    public static double Finite(double value, string name) =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number.");

    public static double Positive(double value, string name) =>
        double.IsFinite(value) && value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number above 0.");

    public static void Images(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.dim() != 4 || images.shape[0] == 0)
            throw new ArgumentException($"A batch of images is N x C x Height x Width with N at least 1, but this is {Preprocess.Shape(images)}.", nameof(images));
        if (!images.is_floating_point())
            throw new ArgumentException($"The images are of type {images.dtype}; scale them to 0 to 1 first (Preprocess.Scale).", nameof(images));
    }

    public static void Targets(Tensor images, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.dim() != 2 || targets.shape[0] != images.shape[0] || !targets.is_floating_point())
            throw new ArgumentException(
                $"{images.shape[0]} images are mixed with targets of {images.shape[0]} x classes probabilities, but these are {Preprocess.Shape(targets)} of type {targets.dtype}; make class indices one-hot first (Preprocess.OneHot).",
                nameof(targets));
    }
}
