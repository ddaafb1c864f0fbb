namespace FashionNotebooks;

/// <summary>
/// Resizes images by averaging: a pixel becomes the mean of the area that it covers, pixels at the area's edge counted by the
/// part that lies inside. Nothing is skipped, so thin straps stay visible and no false patterns appear. Where an image
/// grows, pixels are repeated, and mixed where a new one covers two.
/// </summary>
internal static class AreaResize
{
    /// <summary>Fills a row with the values of an image's row <paramref name="y"/>, pixel by pixel, channel by channel.</summary>
    public delegate void RowReader(int y, Span<float> row);

    /// <summary>An image of one channel, row by row.</summary>
    public static float[] Resize(float[] pixels, int width, int height, int newWidth, int newHeight) =>
        Resize((y, row) => pixels.AsSpan(y * width, width).CopyTo(row), 1, width, height, newWidth, newHeight);

    /// <summary>An image of several channels, read row by row so that a large one needs no copy.</summary>
    /// <returns>newHeight x newWidth x channels.</returns>
    public static float[] Resize(RowReader read, int channels, int width, int height, int newWidth, int newHeight)
    {
        var columns = Shares(width, newWidth);
        var resized = new float[newHeight * newWidth * channels];
        var row = new float[width * channels];
        var narrow = new float[newWidth * channels];
        var narrowed = -1;
        var stride = newWidth * channels;
        foreach (var (y, shares) in Shares(height, newHeight).Index())
            foreach (var (from, share) in shares)
            {
                if (from != narrowed)
                {
                    read(from, row);
                    Narrow(row, columns, channels, narrow);
                    narrowed = from;
                }
                for (var i = 0; i < stride; i++)
                    resized[y * stride + i] += share * narrow[i];
            }
        return resized;
    }

    private static void Narrow(float[] row, (int From, float Share)[][] columns, int channels, float[] narrow)
    {
        Array.Clear(narrow);
        for (var x = 0; x < columns.Length; x++)
            foreach (var (from, share) in columns[x])
                for (var channel = 0; channel < channels; channel++)
                    narrow[x * channels + channel] += share * row[from * channels + channel];
    }

    /// <summary>For each new pixel of a row or column, the old ones that it covers, with their shares in it, which sum to 1.</summary>
    private static (int From, float Share)[][] Shares(int size, int newSize)
    {
        var step = (double)size / newSize;
        return [.. Enumerable.Range(0, newSize).Select(i =>
        {
            double start = i * step, end = (i + 1) * step;
            var first = (int)start;
            var last = Math.Min(size - 1, (int)Math.Ceiling(end - 1e-9) - 1);
            return Enumerable.Range(first, last - first + 1)
                .Select(from => (from, (float)((Math.Min(end, from + 1) - Math.Max(start, from)) / step)))
                .ToArray();
        })];
    }
}
