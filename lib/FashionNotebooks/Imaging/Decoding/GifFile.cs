namespace FashionNotebooks;

/// <summary>The blocks of a GIF file up to the end of its first frame (CompuServe, Graphics Interchange Format 89a).</summary>
internal static class GifFile
{
    private const byte Extension = 0x21, ImageDescriptor = 0x2C;

    public static PhotoHeader ReadHeader(ReadOnlySpan<byte> file)
    {
        var at = 13 + ColorTableSize(file.Byte(10));
        while (file.Byte(at) == Extension)
            at = SkipSubBlocks(file, at + 2);
        if (file[at] != ImageDescriptor)
            throw new PhotoException(PhotoProblem.Damaged, "The GIF file is damaged, or has no picture.");
        int width = file.LittleUInt16(at + 5), height = file.LittleUInt16(at + 7);
        SkipSubBlocks(file, at + 10 + ColorTableSize(file.Byte(at + 9)) + 1);
        return new(PhotoFormat.Gif, width, height);
    }

    private static int ColorTableSize(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static int SkipSubBlocks(ReadOnlySpan<byte> file, int at)
    {
        while (file.Byte(at) != 0)
            at += 1 + file[at];
        return at + 1;
    }
}
