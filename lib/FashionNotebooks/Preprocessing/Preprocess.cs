using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// From the dataset's bytes to what a network takes, whole sets at once, and back. Every method returns a new tensor,
/// which is the caller's to dispose; what goes in stays as it is.
/// </summary>
public static class Preprocess
{
    /// <summary>What a network takes: the images scaled to 0 to 1, with a channel axis.</summary>
    /// <param name="images">N images.</param>
    /// <param name="device">Where the tensor lives; the CPU where it is null.</param>
    /// <returns>N x 1 x Height x Width, float32, 0 to 1.</returns>
    public static Tensor Images(LabeledImages images, Device? device = null)
    {
        using var scope = NewDisposeScope();
        return AddChannel(Scale(Intensities(images, device))).MoveToOuterDisposeScope();
    }

    /// <summary>The images as the dataset stores them.</summary>
    /// <param name="images">N images.</param>
    /// <param name="device">Where the tensor lives; the CPU where it is null.</param>
    /// <returns>N x Height x Width, uint8, 0 to 255.</returns>
    public static Tensor Intensities(LabeledImages images, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        var intensities = empty([images.Count, images.Height, images.Width], ScalarType.Byte);
        intensities.bytes = MemoryMarshal.AsMemory(images.Pixels).Span;
        return device is null ? intensities : intensities.to(device, disposeAfter: true);
    }

    /// <summary>The class indices.</summary>
    /// <param name="images">N images.</param>
    /// <param name="device">Where the tensor lives; the CPU where it is null.</param>
    /// <returns>N, int64.</returns>
    public static Tensor Labels(LabeledImages images, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        return tensor(images.Labels.ToArray(), [images.Count], ScalarType.Int64, device);
    }

    /// <summary>Intensities of 0 to 255, of any shape and type, divided by 255: float32, 0 to 1.</summary>
    public static Tensor Scale(Tensor intensities)
    {
        ArgumentNullException.ThrowIfNull(intensities);
        // Three times as fast as dividing the bytes; the copy keeps div_ off the caller's tensor where that is float32 already.
        return intensities.to(ScalarType.Float32, copy: true).div_(Scalars.White);
    }

    /// <summary>The inverse of <see cref="Scale"/>: values of 0 to 1 to the nearest intensity, uint8, 0 to 255; what lies outside is brought to the nearer end.</summary>
    public static Tensor Unscale(Tensor scaled)
    {
        ArgumentNullException.ThrowIfNull(scaled);
        using var scope = NewDisposeScope();
        return scaled.mul(Scalars.White).round().clamp(Scalars.Zero, Scalars.White).to(ScalarType.Byte).MoveToOuterDisposeScope();
    }

    /// <summary>N x Height x Width becomes N x 1 x Height x Width: the axis of colours, of which grey images have one.</summary>
    /// <exception cref="ArgumentException">The tensor hasn't three dimensions.</exception>
    public static Tensor AddChannel(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.dim() != 3)
            throw new ArgumentException($"Images without a channel axis are N x Height x Width, but these are {Shape(images)}.", nameof(images));
        return images.unsqueeze(1);
    }

    /// <summary>Each label as a row of zeros with a one in the column of its class.</summary>
    /// <param name="labels">N class indices.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>N x classes, float32.</returns>
    /// <exception cref="ArgumentException">The labels have more than one dimension, or one isn't a whole number from 0 to classes - 1.</exception>
    public static Tensor OneHot(Tensor labels, int classes = 10)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (labels.dim() != 1)
            throw new ArgumentException($"Labels are one class index an image, but these are {Shape(labels)}.", nameof(labels));
        using var scope = NewDisposeScope();
        var indices = labels.to(ScalarType.Int64);
        if (!labels.eq(indices).all().item<bool>())
            throw new ArgumentException("Labels are class indices, whole numbers, but these have fractions.", nameof(labels));
        CheckClasses(indices, classes, nameof(labels));
        return nn.functional.one_hot(indices, classes).to(ScalarType.Float32).MoveToOuterDisposeScope();
    }

    /// <exception cref="ArgumentException">A class index isn't from 0 to classes - 1.</exception>
    internal static void CheckClasses(Tensor indices, int classes, string argument)
    {
        if (indices.numel() == 0)
            return;
        using var scope = NewDisposeScope();
        var (from, to) = (indices.min().item<long>(), indices.max().item<long>());
        if (from < 0 || to >= classes)
            throw new ArgumentException($"The labels go from {from} to {to}, but {classes} classes go from 0 to {classes - 1}.", argument);
    }

    internal static string Shape(Tensor tensor) => tensor.dim() == 0 ? "a single number" : string.Join(" x ", tensor.shape);
}
