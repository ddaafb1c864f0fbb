namespace FashionNotebooks.Imaging;

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

    /// <summary>How far each pixel's colour is from the background's (the largest difference of a channel, 0 to 255), and how far the background itself typically strays.</summary>
    public static (float[] Distance, float Spread) Measure(WorkingImage image)
    {
        var thickness = 1 + Math.Min(image.Width, image.Height) / 100;
        var border = Enumerable.Range(0, image.Width * image.Height).Where(i => IsBorder(i % image.Width, i / image.Width, image.Width, image.Height, thickness)).ToArray();
        float[][] channels = [image.Red, image.Green, image.Blue];

        var distance = Distance(image, [.. channels.Select(channel => ((double)Median(border.Select(i => channel[i])), 0.0, 0.0))]);
        var spread = Median(border.Select(i => distance[i]));
        for (var fit = 0; fit < Fits; fit++)
        {
            var limit = Math.Max(LeastFar, Far * spread);
            var kept = border.Where(i => distance[i] <= limit).ToArray();
            distance = Distance(image, [.. channels.Select(channel => FitPlane(channel, kept, image.Width))]);
            spread = Median(kept.Select(i => distance[i]));
        }
        return (distance, spread);
    }

    private static float[] Distance(WorkingImage image, (double A, double B, double C)[] planes)
    {
        float[][] channels = [image.Red, image.Green, image.Blue];
        var distance = new float[image.Width * image.Height];
        for (var channel = 0; channel < channels.Length; channel++)
        {
            var (a, b, c) = planes[channel];
            for (var (y, i) = (0, 0); y < image.Height; y++)
                for (var x = 0; x < image.Width; x++, i++)
                    distance[i] = Math.Max(distance[i], Math.Abs(channels[channel][i] - (float)(a + b * x + c * y)));
        }
        return distance;
    }

    private static float Median(IEnumerable<float> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static bool IsBorder(int x, int y, int width, int height, int thickness) =>
        Math.Min(Math.Min(x, width - 1 - x), Math.Min(y, height - 1 - y)) < thickness;

    /// <summary>The least-squares solution of value = a + b x + c y; only a where the pixels lie on one line.</summary>
    private static (double A, double B, double C) FitPlane(float[] values, int[] pixels, int width)
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
            return (mean, 0, 0);
        double b = (xv * yy - yv * xy) / determinant, c = (yv * xx - xv * xy) / determinant;
        return (mean - b * meanX - c * meanY, b, c);
    }
}
