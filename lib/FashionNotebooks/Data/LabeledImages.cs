namespace FashionNotebooks.Data;

/// <summary>
/// Grey images of one size with a class label each, as the dataset stores them: one byte a pixel, 0 (black) to 255 (white),
/// row by row, image after image.
/// </summary>
public sealed class LabeledImages
{
    private readonly byte[] pixels;
    private readonly byte[] labels;

    /// <param name="pixels">Count x height x width intensities, 0 to 255; kept, not copied.</param>
    /// <param name="labels">One class index an image; kept, not copied.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    /// <exception cref="ArgumentException">The number of pixels is not labels x height x width.</exception>
    public LabeledImages(byte[] pixels, byte[] labels, int height = 28, int width = 28)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (pixels.LongLength != (long)labels.Length * height * width)
            throw new ArgumentException(
                $"{labels.Length} labels of {height}x{width} images need {(long)labels.Length * height * width} pixels, but there are {pixels.LongLength}.",
                nameof(pixels));
        (this.pixels, this.labels, Height, Width) = (pixels, labels, height, width);
    }

    /// <summary>Number of images.</summary>
    public int Count => labels.Length;

    /// <summary>Rows of an image.</summary>
    public int Height { get; }

    /// <summary>Columns of an image.</summary>
    public int Width { get; }

    /// <summary>All intensities, Count x Height x Width, 0 to 255.</summary>
    public ReadOnlyMemory<byte> Pixels => pixels;

    /// <summary>All class indices, one an image.</summary>
    public ReadOnlyMemory<byte> Labels => labels;

    /// <summary>The Height x Width intensities of one image, row by row.</summary>
    public ReadOnlySpan<byte> Image(int index) => pixels.AsSpan(index * Height * Width, Height * Width);

    /// <summary>The class index of one image.</summary>
    public int Label(int index) => labels[index];
}
