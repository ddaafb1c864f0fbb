namespace FashionNotebooks;

/// <summary>How a picture must be turned to be the right way up: tag 0x0112 of EXIF (CIPA DC-008), 1 to 8.</summary>
internal readonly struct Orientation
{
    private const ushort Tag = 0x0112;

    private readonly int code;

    private Orientation(int code) => this.code = code;

    /// <summary>
    /// From EXIF data: a TIFF header and its first directory. Data that makes no sense turns nothing: a photo is worth showing
    /// even if the camera's notes on it are not.
    /// </summary>
    public static Orientation FromExif(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < 8)
            return default;
        var isLittle = exif.StartsWith("II"u8);
        var directory = isLittle ? exif.LittleUInt32(4) : exif.BigUInt32(4);
        if (directory + 2 > exif.Length)
            return default;
        var entries = isLittle ? exif.LittleUInt16(directory) : exif.BigUInt16(directory);
        for (var at = directory + 2; entries > 0 && at + 12 <= exif.Length; entries--, at += 12)
            if ((isLittle ? exif.LittleUInt16(at) : exif.BigUInt16(at)) == Tag)
            {
                var value = isLittle ? exif.LittleUInt16(at + 8) : exif.BigUInt16(at + 8);
                return new(value is >= 1 and <= 8 ? value : 1);
            }
        return default;
    }

    /// <summary>The photo the right way up; the same one where nothing is to be turned.</summary>
    public Photo Apply(Photo photo)
    {
        if (code <= 1)
            return photo;
        var (width, height) = code >= 5 ? (photo.Height, photo.Width) : (photo.Width, photo.Height);
        var turned = new byte[4 * width * height];
        int right = photo.Width - 1, bottom = photo.Height - 1;
        var source = photo.Rgba.Span;
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (fromX, fromY) = code switch
                {
                    2 => (right - x, y),
                    3 => (right - x, bottom - y),
                    4 => (x, bottom - y),
                    5 => (y, x),
                    6 => (y, bottom - x),
                    7 => (right - y, bottom - x),
                    _ => (right - y, x),
                };
                source.Slice(4 * (fromY * photo.Width + fromX), 4).CopyTo(turned.AsSpan(4 * (y * width + x)));
            }
        return new Photo(width, height, turned);
    }
}
