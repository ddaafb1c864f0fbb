using System.Numerics;

namespace FashionNotebooks;

/// <summary>
/// Resizes images by averaging: a pixel becomes the mean of the area that it covers, pixels at the area's edge counted by the
/// part that lies inside. Nothing is skipped, so thin straps stay visible and no false patterns appear. Where an image
/// grows, pixels are repeated, and mixed where a new one covers two.
/// </summary>
internal static class AreaResize
{
    /// <summary>Fills a row with the pixels of an image's row <paramref name="y"/>, up to four channels each.</summary>
    public delegate void RowReader(int y, Span<Vector4> row);

    /// <summary>An image of one channel, row by row.</summary>
    public static float[] Resize(float[] pixels, int width, int height, int newWidth, int newHeight)
    {
        return Array.ConvertAll(Resize(Read, width, height, newWidth, newHeight), pixel => pixel.X);

        void Read(int y, Span<Vector4> row)
        {
            for (var x = 0; x < row.Length; x++)
                row[x] = Vector4.CreateScalar(pixels[y * width + x]);
        }
    }

    /// <summary>An image of several channels, read row by row so that a large one needs no copy.</summary>
    /// <returns>newHeight rows of newWidth pixels.</returns>
    public static Vector4[] Resize(RowReader read, int width, int height, int newWidth, int newHeight)
    {
        var columns = Shares(width, newWidth);
        var resized = new Vector4[newHeight * newWidth];
        var (row, narrow) = (new Vector4[width], new Vector4[newWidth]);
        var narrowed = -1;
        foreach (var (y, (first, shares)) in Shares(height, newHeight).Index())
            for (var k = 0; k < shares.Length; k++)
            {
                if (first + k != narrowed)
                {
                    narrowed = first + k;
                    read(narrowed, row);
                    Narrow(row, columns, narrow);
                }
                var share = shares[k];
                var sums = resized.AsSpan(y * newWidth, newWidth);
                for (var x = 0; x < sums.Length; x++)
                    sums[x] += narrow[x] * share;
            }
        return resized;
    }

    private static void Narrow(Vector4[] row, (int First, float[] Shares)[] columns, Vector4[] narrow)
    {
        for (var x = 0; x < narrow.Length; x++)
        {
            var (first, shares) = columns[x];
            var sum = Vector4.Zero;
            for (var k = 0; k < shares.Length; k++)
                sum += row[first + k] * shares[k];
            narrow[x] = sum;
        }
    }

    /// <summary>For each new pixel of a row or column, the first old one that it covers, and the shares of that one and the next ones in it, which sum to 1.</summary>
    private static (int First, float[] Shares)[] Shares(int size, int newSize)
    {
        var step = (double)size / newSize;
        return [.. Enumerable.Range(0, newSize).Select(i =>
        {
            double start = i * step, end = (i + 1) * step;
            var first = (int)start;
            var last = Math.Min(size - 1, (int)Math.Ceiling(end - 1e-9) - 1);
            return (first, Enumerable.Range(first, last - first + 1).Select(from => (float)((Math.Min(end, from + 1) - Math.Max(start, from)) / step)).ToArray());
        })];
    }
}
