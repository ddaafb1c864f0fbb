namespace FashionNotebooks;

/// <summary>The header of a BMP file (Microsoft, BITMAPFILEHEADER and the headers that may follow it).</summary>
internal static class BmpFile
{
    private const uint CoreHeaderSize = 12, Uncompressed = 0, BitFields = 3;

    public static PhotoHeader ReadHeader(ReadOnlySpan<byte> file)
    {
        long pixels = file.LittleUInt32(10);
        if (file.LittleUInt32(14) == CoreHeaderSize)
            return Checked(file, pixels, file.LittleUInt16(18), file.LittleUInt16(20), file.LittleUInt16(24), Uncompressed);
        // A negative height says that rows go from the top down.
        var (width, height) = (file.LittleInt32(18), Math.Abs((long)file.LittleInt32(22)));
        return Checked(file, pixels, width, height, file.LittleUInt16(28), file.LittleUInt32(30));
    }

    private static PhotoHeader Checked(ReadOnlySpan<byte> file, long pixels, long width, long height, int bits, uint compression)
    {
        if (width < 1 || height < 1 || height > int.MaxValue)
            throw new PhotoException(PhotoProblem.Damaged, $"The BMP file is damaged: it claims {width} x {height} pixels.");
        // Uncompressed rows fill whole groups of four bytes.
        if (compression is Uncompressed or BitFields && file.Length < pixels + (width * bits + 31) / 32 * 4 * height)
            throw FileBytes.Truncated();
        return new(PhotoFormat.Bmp, (int)width, (int)height);
    }
}
