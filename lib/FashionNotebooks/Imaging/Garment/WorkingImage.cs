using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FashionNotebooks;

/// <summary>A photo at the size that finding the garment works at: values of 0 to 255, colours and opacity apart.</summary>
internal sealed class WorkingImage
{
    // Ten times what comes out: enough for every strap, few enough pixels for a fraction of a millisecond a step.
    private const int LongestEdge = 280;

    // The most opaque tenth doesn't count, which may be an opaque speck.
    private const float NearlyAll = 0.9f;

    // Mean areas of what is opaque all over are rounded.
    private const float NearlyOpaque = 254.99f;

    private static readonly Vector4 Opaque = new(255);

    private WorkingImage(int width, int height) =>
        (Width, Height, Channels, Opacity) = (width, height, [new float[width * height], new float[width * height], new float[width * height]], new float[width * height]);

    public int Width { get; }

    public int Height { get; }

    /// <summary>Red, green and blue.</summary>
    public float[][] Channels { get; }

    /// <summary>0 (transparent) to 255 (as opaque as nearly all of what can be seen, so that what is half transparent all over is a cut-out, too).</summary>
    public float[] Opacity { get; }

    public static WorkingImage From(Photo photo, int longestEdge = LongestEdge)
    {
        var scale = Math.Min(1, (double)longestEdge / Math.Max(photo.Width, photo.Height));
        int width = Math.Max(1, (int)Math.Round(photo.Width * scale)), height = Math.Max(1, (int)Math.Round(photo.Height * scale));
        // The colour of what can't be seen must not bleed into its neighbours: colours count by their opacity.
        var small = AreaResize.Resize((y, row) => ReadWeighted(photo, y, row), photo.Width, photo.Height, width, height);
        var image = new WorkingImage(width, height);
        var (red, green, blue, opacity) = (image.Channels[0], image.Channels[1], image.Channels[2], image.Opacity);
        var greatest = Greatest(small);
        for (var i = 0; i < small.Length; i++)
        {
            var pixel = small[i];
            var share = pixel.W * 255 / greatest;
            opacity[i] = share < NearlyOpaque ? share : 255;
            if (pixel.W > 0)
                pixel = Vector4.Min(pixel * 255 / pixel.W, Opaque);
            (red[i], green[i], blue[i]) = (pixel.X, pixel.Y, pixel.Z);
        }
        return image;
    }

    private static float Greatest(Vector4[] pixels)
    {
        // Most photos; sorting would take longer than all the rest.
        if (Array.TrueForAll(pixels, pixel => pixel.W >= NearlyOpaque))
            return 255;
        var visible = Array.ConvertAll(Array.FindAll(pixels, pixel => pixel.W > 0), pixel => pixel.W);
        Array.Sort(visible);
        return visible.Length > 0 ? visible[(int)(NearlyAll * visible.Length)] : 255;
    }

    private static void ReadWeighted(Photo photo, int y, Span<Vector4> row)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(photo.Rgba.Span).Slice(y * photo.Width, photo.Width);
        for (var x = 0; x < row.Length; x++)
        {
            var (pixel, _) = Vector128.Widen(Vector128.WidenLower(Vector128.CreateScalar(pixels[x]).AsByte()));
            var color = Vector128.ConvertToSingle(pixel.AsInt32()).AsVector4();
            row[x] = color.W == 255 ? color : (color with { W = 255 }) * color.W / 255;
        }
    }

    /// <summary>Fills a row with the colours of row <paramref name="y"/>.</summary>
    public void ReadColors(int y, Span<Vector4> row)
    {
        for (var x = 0; x < row.Length; x++)
            row[x] = new(Channels[0][y * Width + x], Channels[1][y * Width + x], Channels[2][y * Width + x], 0);
    }

    /// <summary>How light each pixel looks, 0 to 255.</summary>
    public float[] Luma()
    {
        var (red, green, blue, luma) = (Channels[0], Channels[1], Channels[2], new float[Width * Height]);
        for (var i = 0; i < luma.Length; i++)
            luma[i] = Photo.Luma(red[i], green[i], blue[i]);
        return luma;
    }

    /// <summary>Whether no pixel has a colour.</summary>
    public bool IsGrey()
    {
        var (red, green, blue) = (Channels[0], Channels[1], Channels[2]);
        for (var i = 0; i < red.Length; i++)
            if (!(Math.Abs(red[i] - green[i]) < 1 && Math.Abs(green[i] - blue[i]) < 1))
                return false;
        return true;
    }

    /// <summary>The indices of the pixels that are at most so many from an edge, the outermost being the first.</summary>
    public int[] Border(int thickness) => [.. Enumerable.Range(0, Height).SelectMany(y =>
        y < thickness || y >= Height - thickness || Width <= 2 * thickness
            ? Enumerable.Range(y * Width, Width)
            : Enumerable.Range(y * Width, thickness).Concat(Enumerable.Range((y + 1) * Width - thickness, thickness)))];

    /// <summary>Red, green, blue and opacity in bytes; the opacity is <paramref name="mask"/>'s 0 to 1 where there is one.</summary>
    public byte[] ToRgba(float[]? mask = null)
    {
        var rgba = new byte[4 * Width * Height];
        for (var i = 0; i < Width * Height; i++)
        {
            for (var channel = 0; channel < 3; channel++)
                rgba[4 * i + channel] = (byte)(Channels[channel][i] + 0.5f);
            rgba[4 * i + 3] = (byte)((mask is null ? Opacity[i] : mask[i] * 255) + 0.5f);
        }
        return rgba;
    }
}
