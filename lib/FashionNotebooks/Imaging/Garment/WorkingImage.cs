namespace FashionNotebooks.Imaging;

/// <summary>A photo at the size that finding the garment works at: values of 0 to 255, colours and opacity apart.</summary>
internal sealed class WorkingImage
{
    // Ten times what comes out: enough for every strap, few enough pixels for a fraction of a millisecond a step.
    private const int LongestEdge = 280;

    private WorkingImage(int width, int height, float[] red, float[] green, float[] blue, float[] opacity) =>
        (Width, Height, Red, Green, Blue, Opacity) = (width, height, red, green, blue, opacity);

    public int Width { get; }

    public int Height { get; }

    public float[] Red { get; }

    public float[] Green { get; }

    public float[] Blue { get; }

    /// <summary>0 (transparent) to 255 (opaque).</summary>
    public float[] Opacity { get; }

    public static WorkingImage From(Photo photo)
    {
        var scale = Math.Min(1, (double)LongestEdge / Math.Max(photo.Width, photo.Height));
        int width = Math.Max(1, (int)Math.Round(photo.Width * scale)), height = Math.Max(1, (int)Math.Round(photo.Height * scale));
        // The colour of what can't be seen must not bleed into its neighbours: colours count by their opacity.
        var small = AreaResize.Resize((y, row) => ReadWeighted(photo, y, row), 4, photo.Width, photo.Height, width, height);
        var planes = Enumerable.Range(0, 4).Select(_ => new float[width * height]).ToArray();
        for (var i = 0; i < width * height; i++)
        {
            var opacity = planes[3][i] = small[4 * i + 3];
            for (var channel = 0; channel < 3; channel++)
                planes[channel][i] = opacity > 0 ? Math.Min(255, small[4 * i + channel] * 255 / opacity) : 0;
        }
        return new(width, height, planes[0], planes[1], planes[2], planes[3]);
    }

    private static void ReadWeighted(Photo photo, int y, Span<float> row)
    {
        var rgba = photo.Rgba.Span.Slice(4 * y * photo.Width, 4 * photo.Width);
        for (var i = 0; i < rgba.Length; i += 4)
        {
            float opacity = rgba[i + 3];
            for (var channel = 0; channel < 3; channel++)
                row[i + channel] = rgba[i + channel] * opacity / 255;
            row[i + 3] = opacity;
        }
    }

    /// <summary>How light each pixel looks, 0 to 255: the luma of ITU-R BT.601.</summary>
    public float[] Luma() => [.. Red.Select((red, i) => 0.299f * red + 0.587f * Green[i] + 0.114f * Blue[i])];

    /// <summary>Whether no pixel has a colour.</summary>
    public bool IsGrey() => Enumerable.Range(0, Red.Length).All(i => Math.Abs(Red[i] - Green[i]) < 1 && Math.Abs(Green[i] - Blue[i]) < 1);

    /// <summary>Red, green, blue and opacity in bytes, the opacity multiplied by <paramref name="mask"/>'s 0 to 1.</summary>
    public byte[] ToRgba(float[]? mask = null)
    {
        var rgba = new byte[4 * Red.Length];
        for (var i = 0; i < Red.Length; i++)
        {
            rgba[4 * i] = (byte)Math.Round(Red[i]);
            rgba[4 * i + 1] = (byte)Math.Round(Green[i]);
            rgba[4 * i + 2] = (byte)Math.Round(Blue[i]);
            rgba[4 * i + 3] = (byte)Math.Round(mask is null ? Opacity[i] : mask[i] * 255);
        }
        return rgba;
    }
}
