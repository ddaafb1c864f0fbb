namespace FashionNotebooks;

/// <summary>Turns pictures about their middle.</summary>
internal static class Rotation
{
    public static Photo Apply(Photo photo, double degrees)
    {
        var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
        int width = Size(photo.Width, photo.Height), height = Size(photo.Height, photo.Width);
        var rgba = new byte[checked(4 * width * height)];
        Parallel.For(0, height, y =>
        {
            for (var x = 0; x < width; x++)
            {
                double fromMiddleX = x + 0.5 - width / 2.0, fromMiddleY = y + 0.5 - height / 2.0;
                Mix(photo, cosine * fromMiddleX + sine * fromMiddleY + (photo.Width - 1) / 2.0,
                    cosine * fromMiddleY - sine * fromMiddleX + (photo.Height - 1) / 2.0, rgba.AsSpan(4 * (y * width + x), 4));
            }
        });
        return new(width, height, rgba);

        int Size(int along, int across) => Math.Max(1, (int)Math.Ceiling(Math.Abs(along * cosine) + Math.Abs(across * sine) - 1e-6));
    }

    /// <summary>The colour at a place between four pixels, each counted by how near it is and by its opacity.</summary>
    private static void Mix(Photo photo, double x, double y, Span<byte> rgba)
    {
        var source = photo.Rgba.Span;
        int left = (int)Math.Floor(x), top = (int)Math.Floor(y);
        double red = 0, green = 0, blue = 0, opacity = 0;
        foreach (var (column, row) in (ReadOnlySpan<(int, int)>)[(left, top), (left + 1, top), (left, top + 1), (left + 1, top + 1)])
        {
            if (column < 0 || column >= photo.Width || row < 0 || row >= photo.Height)
                continue;
            var pixel = source.Slice(4 * (row * photo.Width + column), 4);
            var weight = (1 - Math.Abs(x - column)) * (1 - Math.Abs(y - row)) * pixel[3];
            (red, green, blue, opacity) = (red + weight * pixel[0], green + weight * pixel[1], blue + weight * pixel[2], opacity + weight);
        }
        if (opacity > 0)
            (rgba[0], rgba[1], rgba[2], rgba[3]) = (Byte(red / opacity), Byte(green / opacity), Byte(blue / opacity), Byte(opacity));

        static byte Byte(double value) => (byte)Math.Min(255, value + 0.5);
    }
}
