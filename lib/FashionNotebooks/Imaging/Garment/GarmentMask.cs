namespace FashionNotebooks;

/// <summary>Tells the garment from its background.</summary>
internal static class GarmentMask
{
    // Of a photo's pixels, from which on its transparency is a cut-out and not a soft corner.
    private const double CutOut = 0.02;

    // Differences that eyes and JPEG files overlook, and those that are too large to be a background's texture.
    private const float LeastThreshold = 10, GreatestThreshold = 60;

    // A hole through which the background shows, such as in a bag's handle, is of its very colour and not tiny.
    private const double LeastHole = 0.004;

    // Specks of dust and letters of a watermark, by the size of the garment.
    private const double LeastPart = 0.05;

    /// <summary>How much of each pixel is garment, 0 to 1, and 0 everywhere where nothing stands out from the background; how far that typically strays, and whether it is of one colour or transparent.</summary>
    public static (float[] Mask, float Spread, bool IsEven) Find(WorkingImage image)
    {
        var transparent = Array.FindAll(image.Opacity, opacity => opacity < 128).Length;
        var (mask, spread, isEven) = transparent >= CutOut * image.Opacity.Length ? (Array.ConvertAll(image.Opacity, opacity => opacity / 255), 0, true) : FromColors(image);
        RemoveSpecks(mask, image.Width);
        return (mask, spread, isEven);
    }

    private static (float[] Mask, float Spread, bool IsEven) FromColors(WorkingImage image)
    {
        var (distance, spread, isEven) = Background.Measure(image);
        var threshold = Math.Clamp(4 * spread, LeastThreshold, GreatestThreshold);
        var mask = Fill(image, Array.ConvertAll(distance, d => d <= threshold), gap => gap.Mean(distance) <= threshold / 2);
        return (mask, spread, isEven);
    }

    /// <summary>Everything is garment but what looks like background and reaches the edge or is a hole: not tiny, and as <paramref name="isHole"/> says.</summary>
    public static float[] Fill(WorkingImage image, bool[] background, Func<Region, bool> isHole)
    {
        var mask = new float[background.Length];
        Array.Fill(mask, 1);
        foreach (var region in Region.FindAll(background, image.Width))
            if (region.IsAtEdge(mask.Length, image.Width) || (region.Count >= LeastHole * mask.Length && isHole(region)))
                region.Clear(mask);
        return mask;
    }

    /// <summary>Clears what is small beside the garment.</summary>
    public static void RemoveSpecks(float[] mask, int width)
    {
        var parts = Region.FindAll(Array.ConvertAll(mask, part => part >= 0.5f), width);
        var largest = parts.Count > 0 ? parts.Max(part => part.Count) : 0;
        foreach (var speck in parts.Where(part => part.Count < LeastPart * largest))
            speck.Clear(mask);
    }
}
