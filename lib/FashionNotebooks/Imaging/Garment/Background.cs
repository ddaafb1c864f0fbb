namespace FashionNotebooks;

/// <summary>
/// What lies behind the garment, judged by the photo's outermost pixels: a colour that may change evenly across the photo, as
/// light does. Each channel is a plane, a + b x + c y, fitted by least squares to the border; to begin with to what is near the
/// border's median, then without what lies far off, since the garment may reach the border.
/// </summary>
internal static class Background
{
    private const int Fits = 3;

    // Of the border's typical distance, beyond which a pixel is taken to be garment; and the least, for plain backgrounds.
    private const float Far = 3, LeastFar = 6;

    // A drawing's or a studio's background strays less, and less of its border is garment.
    private const double EvenSpread = 3, EvenShare = 0.75;

    /// <summary>
    /// How far each pixel's colour is from the background's (the largest difference of a channel, 0 to 255), how far the background
    /// itself typically strays, and whether nearly all of the border is of that one colour.
    /// </summary>
    public static (float[] Distance, float Spread, bool IsEven) Measure(WorkingImage image)
    {
        var border = image.Border(1 + Math.Min(image.Width, image.Height) / 100);
        var channels = image.Channels;
        Span<Plane> planes = stackalloc Plane[channels.Length];
        for (var c = 0; c < planes.Length; c++)
            planes[c] = new(Median(border, channels[c]), 0, 0);
        var distance = new float[image.Width * image.Height];
        Measure(planes, border);
        var spread = Median(border, distance);
        var share = 1.0;
        for (var fit = 0; fit < Fits; fit++)
        {
            var limit = Math.Max(LeastFar, Far * spread);
            var kept = Array.FindAll(border, i => distance[i] <= limit);
            for (var c = 0; c < planes.Length; c++)
                planes[c] = Fit(channels[c], kept, image.Width);
            Measure(planes, border);
            (spread, share) = (Median(kept, distance), (double)kept.Length / border.Length);
        }
        for (var c = 0; c < planes.Length; c++)
        {
            var (plane, channel) = (planes[c], channels[c]);
            for (int y = 0, i = 0; y < image.Height; y++)
                for (var x = 0; x < image.Width; x++, i++)
                    distance[i] = Math.Max(c == 0 ? 0 : distance[i], Math.Abs(channel[i] - plane.At(x, y)));
        }
        return (distance, spread, spread < EvenSpread && share >= EvenShare);

        void Measure(ReadOnlySpan<Plane> planes, int[] pixels)
        {
            foreach (var i in pixels)
            {
                int x = i % image.Width, y = i / image.Width;
                distance[i] = 0;
                for (var c = 0; c < channels.Length; c++)
                    distance[i] = Math.Max(distance[i], Math.Abs(channels[c][i] - planes[c].At(x, y)));
            }
        }
    }

    /// <summary>Of the values of some pixels.</summary>
    public static float Median(int[] pixels, float[] values)
    {
        var sorted = Array.ConvertAll(pixels, i => values[i]);
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }

    private readonly record struct Plane(float A, float B, float C)
    {
        public float At(int x, int y) => A + B * x + C * y;
    }

    /// <summary>The least-squares solution of value = a + b x + c y; only a where the pixels lie on one line.</summary>
    private static Plane Fit(float[] values, int[] pixels, int width)
    {
        double n = pixels.Length, meanX = 0, meanY = 0, mean = 0;
        foreach (var i in pixels)
            (meanX, meanY, mean) = (meanX + i % width / n, meanY + i / width / n, mean + values[i] / n);
        double xx = 0, xy = 0, yy = 0, xv = 0, yv = 0;
        foreach (var i in pixels)
        {
            double x = i % width - meanX, y = i / width - meanY, v = values[i] - mean;
            (xx, xy, yy, xv, yv) = (xx + x * x, xy + x * y, yy + y * y, xv + x * v, yv + y * v);
        }
        var determinant = xx * yy - xy * xy;
        if (determinant < 1e-6)
            return new((float)mean, 0, 0);
        double b = (xv * yy - yv * xy) / determinant, c = (yv * xx - xv * xy) / determinant;
        return new((float)(mean - b * meanX - c * meanY), (float)b, (float)c);
    }
}
