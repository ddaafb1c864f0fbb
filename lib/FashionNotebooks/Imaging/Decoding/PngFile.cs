namespace FashionNotebooks;

/// <summary>The chunks of a PNG file (W3C, Portable Network Graphics, third edition).</summary>
internal static class PngFile
{
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static PhotoHeader ReadHeader(ReadOnlySpan<byte> file)
    {
        if (!file.Part(12, 4).SequenceEqual("IHDR"u8))
            throw new PhotoException(PhotoProblem.Damaged, "The PNG file is damaged: it doesn't begin with its header.");
        uint width = file.BigUInt32(16), height = file.BigUInt32(20);
        if (width > int.MaxValue || height > int.MaxValue)
            throw new PhotoException(PhotoProblem.Damaged, $"The PNG file is damaged: it claims {width} x {height} pixels.");

        var orientation = default(Orientation);
        for (var at = 8L; ;)
        {
            var length = file.BigUInt32(at);
            var type = file.Part(at + 4, 4);
            var data = file.Part(at + 8, length);
            file.Part(at + 8 + length, 4); // its checksum
            if (type.SequenceEqual("IEND"u8))
                return new(PhotoFormat.Png, (int)width, (int)height, orientation);
            if (type.SequenceEqual("eXIf"u8))
                orientation = Orientation.FromExif(data);
            at += 12 + length;
        }
    }

    /// <summary>
    /// The file with the picture's own chunks only. Comments and profiles may unpack to many times their size, and libpng writes
    /// a line on the console for each that is damaged.
    /// </summary>
    public static byte[] WithoutExtras(ReadOnlySpan<byte> file)
    {
        using var kept = new MemoryStream(file.Length);
        kept.Write(Signature);
        var hasTransparency = false;
        for (var at = 8; at < file.Length;)
        {
            var length = (int)file.BigUInt32(at);
            var type = file.Slice(at + 4, 4);
            var isTransparency = type.SequenceEqual("tRNS"u8) && !hasTransparency;
            hasTransparency |= isTransparency;
            if (isTransparency || char.IsAsciiLetterUpper((char)type[0])) // those without which there is no picture
                kept.Write(file.Slice(at, 12 + length));
            if (type.SequenceEqual("IEND"u8))
                break;
            at += 12 + length;
        }
        return kept.ToArray();
    }
}
