namespace FashionNotebooks;

/// <summary>A number that says how sharp a grey image is: the greater, the sharper.</summary>
/// <param name="grey">Height x width intensities, row by row; black lies around them.</param>
/// <param name="width">Pixels a row.</param>
public delegate double SharpnessMeasure(ReadOnlySpan<byte> grey, int width);

/// <summary>Measures of sharpness, made for garments on black at 28 x 28, where few pixels are left to measure.</summary>
public static class Sharpness
{
    /// <summary>
    /// The variance of the Laplacian, the sum of the four neighbours less four times the pixel (J. L. Pech-Pacheco et al.,
    /// Diatom autofocusing in brightfield microscopy, 2000). Says how much fine detail there is, so that a plain
    /// sharp garment may have less of it than a patterned blurred one.
    /// </summary>
    /// <param name="grey">Height x width intensities, row by row; black lies around them.</param>
    /// <param name="width">Pixels a row.</param>
    /// <returns>In squared intensities, at least 0.</returns>
    /// <exception cref="ArgumentException">The intensities are not whole rows.</exception>
    public static double VarianceOfLaplacian(ReadOnlySpan<byte> grey, int width)
    {
        var height = Height(grey, width);
        double sum = 0, squares = 0;
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var laplacian = At(grey, width, x - 1, y) + At(grey, width, x + 1, y) + At(grey, width, x, y - 1) + At(grey, width, x, y + 1) - 4.0 * grey[y * width + x];
                (sum, squares) = (sum + laplacian, squares + laplacian * laplacian);
            }
        var mean = sum / grey.Length;
        return squares / grey.Length - mean * mean;
    }

    /// <summary>
    /// How steep edges are, whatever their contrast: the sum of squared second differences over that of squared first
    /// differences, in the one of four directions (along rows, columns and both diagonals) in which it is least, since
    /// motion blurs in one direction only. An edge that takes k pixels to rise evenly gives 2 / k.
    /// </summary>
    /// <param name="grey">Height x width intensities, row by row; black lies around them.</param>
    /// <param name="width">Pixels a row.</param>
    /// <returns>0 to 4: 2 for steps from one pixel to the next; more where single pixels stand out; 0 for an image that is black all over.</returns>
    /// <exception cref="ArgumentException">The intensities are not whole rows.</exception>
    public static double EdgeSteepness(ReadOnlySpan<byte> grey, int width)
    {
        var height = Height(grey, width);
        var least = double.MaxValue;
        foreach (var (stepX, stepY) in (ReadOnlySpan<(int, int)>)[(1, 0), (0, 1), (1, 1), (1, -1)])
        {
            double first = 0, second = 0;
            for (var y = -1; y <= height; y++)
                for (var x = -1; x <= width; x++)
                {
                    double before = At(grey, width, x - stepX, y - stepY), here = At(grey, width, x, y), after = At(grey, width, x + stepX, y + stepY);
                    first += (here - before) * (here - before);
                    second += (after - 2 * here + before) * (after - 2 * here + before);
                }
            least = Math.Min(least, first > 0 ? second / first : 0);
        }
        return least;
    }

    /// <summary>
    /// The variance of the Laplacian times the square of <see cref="EdgeSteepness"/>: much fine detail, and in every direction.
    /// Tells blurry from sharp better than either alone; the exponent was chosen on training images.
    /// </summary>
    /// <param name="grey">Height x width intensities, row by row; black lies around them.</param>
    /// <param name="width">Pixels a row.</param>
    /// <returns>In squared intensities, at least 0.</returns>
    /// <exception cref="ArgumentException">The intensities are not whole rows.</exception>
    public static double Directional(ReadOnlySpan<byte> grey, int width)
    {
        var steepness = EdgeSteepness(grey, width);
        return VarianceOfLaplacian(grey, width) * steepness * steepness;
    }

    /// <summary>The intensity at a place; black outside the image.</summary>
    private static int At(ReadOnlySpan<byte> grey, int width, int x, int y) =>
        (uint)x < (uint)width && (uint)(y * width) < (uint)grey.Length ? grey[y * width + x] : 0;

    private static int Height(ReadOnlySpan<byte> grey, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return grey.Length > 0 && grey.Length % width == 0
            ? grey.Length / width
            : throw new ArgumentException($"Rows of {width} pixels are whole, but there are {grey.Length} intensities.", nameof(grey));
    }
}
