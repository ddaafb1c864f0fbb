namespace FashionNotebooks;

/// <summary>The chunks of a WebP file (RFC 9649).</summary>
internal static class WebPFile
{
    private const int HasAnimation = 0x02;

    public static bool IsWebP(ReadOnlySpan<byte> file) => file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8);

    public static PhotoHeader ReadHeader(ReadOnlySpan<byte> file)
    {
        var end = 8L + file.LittleUInt32(4);
        int width = 0, height = 0;
        var orientation = default(Orientation);
        for (var at = 12L; at + 8 <= end;)
        {
            var type = file.Part(at, 4);
            var length = file.LittleUInt32(at + 4);
            var data = file.Part(at + 8, length);
            if (type.SequenceEqual("VP8X"u8))
            {
                if ((data.Byte(0) & HasAnimation) != 0)
                    throw new PhotoException(PhotoProblem.Animated, "The WebP file is an animation; save one of its pictures and use that.");
                (width, height) = (data.LittleUInt24(4) + 1, data.LittleUInt24(7) + 1);
            }
            else if (type.SequenceEqual("VP8 "u8))
                Enlarge(data.LittleUInt16(6) & 0x3FFF, data.LittleUInt16(8) & 0x3FFF);
            else if (type.SequenceEqual("VP8L"u8))
                Enlarge((int)(data.LittleUInt32(1) & 0x3FFF) + 1, (int)(data.LittleUInt32(1) >> 14 & 0x3FFF) + 1);
            else if (type.SequenceEqual("EXIF"u8))
                orientation = Orientation.FromExif(data.StartsWith("Exif\0\0"u8) ? data[6..] : data);
            at += 8 + length + (length & 1);
        }
        return new(PhotoFormat.WebP, width, height, orientation);

        // The picture may not exceed what its container announces; one that does is refused by what it would cost.
        void Enlarge(int pictureWidth, int pictureHeight) => (width, height) = (Math.Max(width, pictureWidth), Math.Max(height, pictureHeight));
    }
}
