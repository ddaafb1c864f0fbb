using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>Bytes of images as tensors, and back.</summary>
internal static class ImageTensors
{
    // Few enough for what is computed with them to stay in cache.
    private const int AtOnce = 250;

    /// <summary>What becomes of images as tensors of N x 1 x rows x columns, 0 to 255 in float64, some at once, in order; rounded.</summary>
    public static LabeledImages Change(LabeledImages images, Func<Tensor, Tensor> change)
    {
        ArgumentNullException.ThrowIfNull(images);
        var pixels = new byte[images.Pixels.Length];
        var size = images.Width * images.Height;
        for (var start = 0; start < images.Count; start += AtOnce)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(AtOnce, images.Count - start);
            var some = tensor(images.Pixels.Slice(start * size, count * size).ToArray(), [count, 1, images.Height, images.Width]).to(ScalarType.Float64);
            ToBytes(change(some)).CopyTo(pixels, start * size);
        }
        return images.WithPixels(pixels);
    }

    /// <summary>Rounded, halves upwards, and cut off at 0 and 255.</summary>
    public static byte[] ToBytes(Tensor values)
    {
        using var scope = NewDisposeScope();
        return values.add(Scalars.Half, Scalars.One).clamp(Scalars.Zero, Scalars.White).to(ScalarType.Byte).contiguous().data<byte>().ToArray();
    }
}
