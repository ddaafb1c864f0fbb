using System.Numerics;

namespace FashionNotebooks;

/// <summary>A picture of red, green, blue and opacity, 8 bits each, the right way up.</summary>
public sealed class Photo
{
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="rgba">Height x width x 4: red, green, blue, opacity (255 is opaque), row by row from the top left; kept, not copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or height is below 1.</exception>
    /// <exception cref="ArgumentException">The number of bytes is not height x width x 4.</exception>
    public Photo(int width, int height, byte[] rgba)
    {
        ArgumentNullException.ThrowIfNull(rgba);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (rgba.LongLength != 4L * width * height)
            throw new ArgumentException($"A photo of {width}x{height} pixels needs {4L * width * height} bytes, but there are {rgba.LongLength}.", nameof(rgba));
        (Width, Height, Rgba) = (width, height, rgba);
    }

    /// <summary>Pixels a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Height x Width x 4 bytes: red, green, blue, opacity (255 is opaque), row by row from the top left.</summary>
    public ReadOnlyMemory<byte> Rgba { get; }

    /// <summary>
    /// Decodes a JPEG, PNG, WebP, GIF or BMP, of an animation the first picture, turned as its EXIF orientation says. The kind of
    /// file is told from its bytes; its size is checked before anything is decoded, so that a file from a stranger is safe to
    /// give. 16 bits a channel become 8; colours are taken as they are, without a profile. Any number of threads may decode at once.
    /// </summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="limits">What to refuse undecoded; <see cref="PhotoLimits"/>'s own values where it is null.</param>
    /// <exception cref="PhotoException">The file is no picture that can be used; <see cref="PhotoException.Problem"/> says why.</exception>
    public static Photo Decode(ReadOnlySpan<byte> file, PhotoLimits? limits = null)
    {
        limits ??= new PhotoLimits();
        CheckBytes(file.Length, limits);
        return PhotoFile.Decode(file, limits);
    }

    /// <summary>Width times height as a file's header has it; nothing is decoded.</summary>
    /// <exception cref="PhotoException">The file is no picture that can be used.</exception>
    public static long CountPixels(ReadOnlySpan<byte> file) => PhotoFile.CountPixels(file);

    /// <summary>Decodes a file, as <see cref="Decode"/> does.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What to refuse undecoded; <see cref="PhotoLimits"/>'s own values where it is null.</param>
    /// <exception cref="PhotoException">The file is no picture that can be used; the message names it.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static Photo Load(string path, PhotoLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        limits ??= new PhotoLimits();
        try
        {
            CheckBytes(new FileInfo(path).Length, limits);
            return Decode(File.ReadAllBytes(path), limits);
        }
        catch (PhotoException problem)
        {
            throw new PhotoException(problem.Problem, $"{path}: {problem.Message}", problem);
        }
    }

    /// <summary>The bytes of a PNG file.</summary>
    public byte[] ToPng() => PhotoFile.Png(Rgba.Span, Width, Height, PixelFormat.Rgba);

    /// <summary>Turned about its middle. The corners that this opens are transparent, and the picture grows so that nothing is lost.</summary>
    /// <param name="degrees">Clockwise.</param>
    /// <exception cref="ArgumentOutOfRangeException">The angle is not a number.</exception>
    public Photo Rotate(double degrees)
    {
        if (!double.IsFinite(degrees))
            throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "An angle is a number of degrees.");
        return Rotation.Turn(this, degrees);
    }

    /// <summary>
    /// Made grey (its luma) and brought to a size, each pixel the mean of an area; nothing else, so that a photo
    /// stays as bright or dark as it is. Transparent parts are taken to lie on white.
    /// </summary>
    /// <param name="width">Pixels a row; the picture is stretched where this changes its proportions.</param>
    /// <param name="height">Rows.</param>
    /// <returns>Height x width intensities, 0 (black) to 255, row by row.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width or height is below 1.</exception>
    public byte[] ToGrey(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        return Array.ConvertAll(AreaResize.Resize(ReadLuma, Width, Height, width, height), pixel => (byte)Math.Min(255, pixel.X + 0.5f));

        void ReadLuma(int y, Span<Vector4> row)
        {
            var rgba = Rgba.Span.Slice(4 * y * Width, 4 * Width);
            for (var x = 0; x < row.Length; x++)
            {
                var opacity = rgba[4 * x + 3] / 255f;
                row[x] = Vector4.CreateScalar(opacity * Luma(rgba[4 * x], rgba[4 * x + 1], rgba[4 * x + 2]) + 255 * (1 - opacity));
            }
        }
    }

    /// <summary>How light a colour looks, on the scale of its channels (ITU-R BT.601).</summary>
    internal static float Luma(float red, float green, float blue) => 0.299f * red + 0.587f * green + 0.114f * blue;

    private static void CheckBytes(long length, PhotoLimits limits)
    {
        if (length > limits.MaxBytes)
            throw new PhotoException(PhotoProblem.TooManyBytes, Invariant($"The file has {length:N0} bytes, more than the {limits.MaxBytes:N0} that are allowed."));
    }
}

/// <summary>What a file may ask of this machine before it is decoded. Both are read from the file's header, so that refusing costs nothing.</summary>
public sealed record PhotoLimits
{
    /// <summary>Greatest size of the file in bytes; 20 MiB unless given.</summary>
    public long MaxBytes { get; init; } = 20 << 20;

    /// <summary>Greatest width times height, 1 to 500 million; 40 million unless given. Decoding takes 4 bytes of memory a pixel, a progressive JPEG 6 more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside that range.</exception>
    public int MaxPixels
    {
        get;
        init => field = value is >= 1 and <= 500_000_000 ? value : throw new ArgumentOutOfRangeException(nameof(MaxPixels), value, "MaxPixels goes from 1 to 500,000,000.");
    } = 40_000_000;
}
