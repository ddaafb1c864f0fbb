namespace FashionNotebooks;

/// <summary>What a convolution or pooling makes of an image's size.</summary>
public static class OutputSize
{
    /// <summary>
    /// Height or width that comes out: (W - F + 2P) / S + 1, rounded down, since a last step that would go over the edge is not taken.
    /// </summary>
    /// <param name="width">W: width (or height) that goes in, in pixels.</param>
    /// <param name="kernel">F: width of the kernel.</param>
    /// <param name="padding">P: pixels added on each side.</param>
    /// <param name="stride">S: pixels from one position of the kernel to the next.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is too small, or the kernel is wider than the padded image.</exception>
    public static int Of(int width, int kernel, int padding = 0, int stride = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(kernel, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        var padded = width + 2L * padding;
        if (kernel > padded)
            throw new ArgumentOutOfRangeException(nameof(kernel), kernel,
                $"The kernel is wider than the image: {width} pixels and {padding} of padding on each side make {padded}. Use a smaller kernel or more padding.");
        var size = (padded - kernel) / stride + 1;
        return size <= int.MaxValue ? (int)size : throw new ArgumentOutOfRangeException(nameof(padding), padding, $"So much padding makes {size} pixels, more than can be counted: at most {int.MaxValue}.");
    }
}
