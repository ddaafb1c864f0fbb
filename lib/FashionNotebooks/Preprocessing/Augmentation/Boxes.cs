using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>A rectangle of whole pixels in each of N images, as int64 tensors of N numbers.</summary>
/// <param name="Top">First row.</param>
/// <param name="Left">First column.</param>
/// <param name="Height">Number of rows; 0 makes an empty box.</param>
/// <param name="Width">Number of columns; 0 makes an empty box.</param>
internal sealed record Boxes(Tensor Top, Tensor Left, Tensor Height, Tensor Width)
{
    /// <summary>N x 1 x height x width on the device of the images: true inside the box; in the caller's dispose scope.</summary>
    public Tensor Mask(Tensor images)
    {
        var rows = Inside(Top, Height, images.shape[2], images.device).view(-1, 1, images.shape[2], 1);
        var columns = Inside(Left, Width, images.shape[3], images.device).view(-1, 1, 1, images.shape[3]);
        return rows.logical_and(columns);
    }

    /// <summary>N x size: true from start to start + length.</summary>
    private static Tensor Inside(Tensor start, Tensor length, long size, Device device)
    {
        var (first, end) = (start.to(device).unsqueeze(1), start.add(length).to(device).unsqueeze(1));
        var pixels = arange(size, ScalarType.Int64, device);
        return pixels.ge(first).logical_and(pixels.lt(end));
    }
}
