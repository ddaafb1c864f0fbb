namespace FashionNotebooks;

/// <summary>
/// What a file says of its picture, read without decoding it. What can be seen to be wrong from here, such as a file that ends
/// too early, is refused here, since native decoders fill in what is missing and say nothing.
/// </summary>
internal sealed record PhotoHeader(PhotoFormat Format, int Width, int Height, Orientation Orientation = default)
{
    /// <exception cref="PhotoException">The file is of no known format, truncated or damaged, or has no still picture.</exception>
    public static PhotoHeader Read(ReadOnlySpan<byte> file)
    {
        var header =
            file.StartsWith(JpegFile.Signature) ? JpegFile.ReadHeader(file)
            : file.StartsWith(PngFile.Signature) ? PngFile.ReadHeader(file)
            : WebPFile.IsWebP(file) ? WebPFile.ReadHeader(file)
            : file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8) ? GifFile.ReadHeader(file)
            : file.StartsWith("BM"u8) ? BmpFile.ReadHeader(file)
            : throw new PhotoException(PhotoProblem.UnknownFormat, "The file is not a picture that can be read here; use a JPEG, PNG, WebP, GIF or BMP.");
        return header.Width > 0 && header.Height > 0
            ? header
            : throw new PhotoException(PhotoProblem.Damaged, $"The picture has {header.Width} x {header.Height} pixels.");
    }
}
