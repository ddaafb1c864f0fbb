using System.Buffers.Binary;
using SkiaSharp;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>Files of pictures, read and written by Skia. What would cost too much is refused by the file's header.</summary>
internal static unsafe class PhotoFile
{
    // Real progressive files have about ten. Each goes over the whole picture, so thousands in a small file cost minutes.
    private const int MaxScans = 100;

    private const string CutOff = "The file ends before the picture does; it was probably not copied in full.";

    /// <summary>The picture, turned the right way up; the first one of an animation.</summary>
    /// <exception cref="PhotoException">The file is no picture that can be used.</exception>
    public static Photo Decode(ReadOnlySpan<byte> file, PhotoLimits limits)
    {
        using var codec = Open(file);
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > limits.MaxPixels)
            throw new PhotoException(PhotoProblem.TooManyPixels,
                FormattableString.Invariant($"The picture has {width} x {height} pixels, more than the {limits.MaxPixels:N0} that are allowed; make it smaller."));
        if (codec.EncodedFormat == SKEncodedImageFormat.Jpeg)
            CheckScans(file);
        if (codec.EncodedFormat == SKEncodedImageFormat.Webp && BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) > file.Length - 8)
            throw new PhotoException(PhotoProblem.Truncated, CutOff); // though there may be all but the orientation
        // Else Skia may show pixels whose checksum it never came to.
        if (codec.EncodedFormat == SKEncodedImageFormat.Png && FindChunk(file, "IEND"u8) < 0)
            throw Refusal("PNG", HasEnd(file) ? SKCodecResult.ErrorInInput : SKCodecResult.IncompleteInput);

        var rgba = new byte[4 * width * height];
        SKCodecResult result;
        fixed (byte* pixels = rgba)
            result = codec.GetPixels(Info(width, height, PixelFormat.Rgba), (nint)pixels);
        if (result != SKCodecResult.Success)
            throw Refusal(codec.EncodedFormat.ToString(), HasEnd(file) ? SKCodecResult.ErrorInInput : result);
        if (codec.EncodedFormat == SKEncodedImageFormat.Bmp)
            ShowWhatIsAllTransparent(rgba);
        return Turn(new(width, height, rgba), codec.EncodedFormat == SKEncodedImageFormat.Png ? PngOrigin(file) : codec.EncodedOrigin);
    }

    /// <summary>Width times height as the file's header has it; nothing is decoded.</summary>
    /// <exception cref="PhotoException">The file is no picture that can be used.</exception>
    public static long CountPixels(ReadOnlySpan<byte> file)
    {
        using var codec = Open(file);
        return (long)codec.Info.Width * codec.Info.Height;
    }

    /// <summary>The bytes of a PNG file.</summary>
    /// <param name="pixels">Height x width x the format's channels, row by row from the top left.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="format">What the bytes of a pixel mean.</param>
    public static byte[] Png(ReadOnlySpan<byte> pixels, int width, int height, PixelFormat format)
    {
        fixed (byte* first = pixels)
        {
            using var pixmap = new SKPixmap(Info(width, height, format), (nint)first);
            using var png = pixmap.Encode(SKPngEncoderOptions.Default);
            return png!.ToArray();
        }
    }

    /// <summary>What Skia has to know of pixels in a format.</summary>
    public static SKImageInfo Info(int width, int height, PixelFormat format) => format == PixelFormat.Grey
        ? new(width, height, SKColorType.Gray8, SKAlphaType.Opaque)
        : new(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);

    private static SKCodec Open(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
            throw new PhotoException(PhotoProblem.Empty, "The file is empty.");
        var kind = PhotoKind.Of(file) ?? throw new PhotoException(PhotoProblem.UnknownFormat,
            $"The file is not a picture that can be read here; use a {PhotoKind.Readable}.");
        if (!kind.IsReadable)
            throw new PhotoException(PhotoProblem.OtherFormat, $"The file is {kind.Name}, which can't be read here; {kind.Remedy}.");
        using var data = SKData.CreateCopy(file);
        var codec = SKCodec.Create(new SKMemoryStream(data), out var result) ?? throw Refusal(kind.Name, HasEnd(file) ? SKCodecResult.ErrorInInput : result);
        if (codec.Info is { Width: > 0, Height: > 0 })
            return codec;
        codec.Dispose();
        throw Refusal(kind.Name, SKCodecResult.ErrorInInput);
    }

    private static PhotoException Refusal(string format, SKCodecResult result) => result == SKCodecResult.IncompleteInput
        ? new(PhotoProblem.Truncated, CutOff)
        : new(PhotoProblem.Damaged, $"The {format} file can't be decoded: it is damaged, or of a rare kind.");

    /// <summary>Whether a PNG file has its last chunk; Skia calls it incomplete where a checksum is wrong, too.</summary>
    private static bool HasEnd(ReadOnlySpan<byte> file) => file.IndexOf((ReadOnlySpan<byte>)[.. "IEND"u8, 0xAE, 0x42, 0x60, 0x82]) > 0;

    /// <summary>Where a PNG file's first chunk of a type begins, going from one chunk to the next; below 0 where there is none.</summary>
    private static int FindChunk(ReadOnlySpan<byte> png, ReadOnlySpan<byte> type)
    {
        for (long at = 8; at + 12 <= png.Length; at += 12L + BinaryPrimitives.ReadUInt32BigEndian(png[(int)at..]))
            if (png[((int)at + 4)..].StartsWith(type))
                return (int)at;
        return -1;
    }

    /// <summary>Goes over a JPEG file's markers (ITU-T T.81) up to its end, which Skia doesn't miss where all rows have something.</summary>
    /// <exception cref="PhotoException">The file goes over its picture too often, or has no end.</exception>
    private static void CheckScans(ReadOnlySpan<byte> jpeg)
    {
        const byte startOfScan = 0xDA, endOfImage = 0xD9;
        var scans = 0;
        for (int at = 2, skipped; at < jpeg.Length && (skipped = jpeg[at..].IndexOf((byte)0xFF)) >= 0;)
        {
            at += skipped; // over coded data
            if (at + 1 < jpeg.Length && jpeg[at + 1] == endOfImage)
                return;
            if (at + 4 > jpeg.Length)
                break;
            if (jpeg[at + 1] == startOfScan && ++scans > MaxScans)
                throw new PhotoException(PhotoProblem.Damaged, $"The JPEG file describes its picture in more than {MaxScans} passes; save it again.");
            at += jpeg[at + 1] switch
            {
                0xFF => 1, // a fill byte
                0 or 1 or (>= 0xD0 and <= 0xD8) => 2, // 0xFF itself in coded data, and markers without a segment
                _ => 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]),
            };
        }
        throw new PhotoException(PhotoProblem.Truncated, CutOff);
    }

    /// <summary>Programs that know no opacity leave its bytes at 0.</summary>
    private static void ShowWhatIsAllTransparent(Span<byte> rgba)
    {
        for (var i = 3; i < rgba.Length; i += 4)
            if (rgba[i] != 0)
                return;
        for (var i = 3; i < rgba.Length; i += 4)
            rgba[i] = 255;
    }

    /// <summary>Tag 0x0112 of the chunk eXIf (PNG, third edition; CIPA DC-008), which Skia does not look for. What makes no sense turns nothing.</summary>
    private static SKEncodedOrigin PngOrigin(ReadOnlySpan<byte> png)
    {
        if (FindChunk(png, "eXIf"u8) is var at && at < 0)
            return SKEncodedOrigin.TopLeft;
        var exif = png[(at + 8)..(int)Math.Min(png.Length, at + 8L + BinaryPrimitives.ReadUInt32BigEndian(png[at..]))];
        var isLittle = exif.StartsWith("II"u8);
        // Twelve bytes an entry: tag, type, count, value.
        ReadOnlySpan<byte> orientation = isLittle ? [0x12, 0x01, 3, 0, 1, 0, 0, 0] : [0x01, 0x12, 0, 3, 0, 0, 0, 1];
        var entry = exif.IndexOf(orientation);
        return entry >= 0 && entry + 10 <= exif.Length && (isLittle ? exif[entry + 8] : exif[entry + 9]) is >= 1 and <= 8 and var code ? (SKEncodedOrigin)code : SKEncodedOrigin.TopLeft;
    }

    private static Photo Turn(Photo photo, SKEncodedOrigin origin)
    {
        if (origin is < SKEncodedOrigin.TopRight or > SKEncodedOrigin.LeftBottom)
            return photo;
        using var scope = NewDisposeScope();
        var pixels = tensor(photo.Rgba.ToArray(), [photo.Height, photo.Width, 4]);
        if (origin >= SKEncodedOrigin.LeftTop)
            pixels = pixels.transpose(0, 1);
        if (origin is SKEncodedOrigin.TopRight or SKEncodedOrigin.BottomRight or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom)
            pixels = pixels.flip(1);
        if (origin is SKEncodedOrigin.BottomRight or SKEncodedOrigin.BottomLeft or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom)
            pixels = pixels.flip(0);
        return new((int)pixels.shape[1], (int)pixels.shape[0], pixels.contiguous().data<byte>().ToArray());
    }
}
