using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FashionNotebooks;

/// <summary>Decodes pictures with libgd 3, which reads them with libjpeg, libpng and libwebp. Uses its functions only, not its structures.</summary>
internal static unsafe partial class Gd
{
    private const string Library = "libgd.so.3";
    private const int MaxAlpha = 127; // transparent; 0 is opaque

    /// <summary>Height x width x 4 bytes of red, green, blue and opacity.</summary>
    /// <exception cref="PhotoException">The file is damaged, or of a kind that libgd doesn't know.</exception>
    /// <exception cref="DllNotFoundException">This machine lacks libgd 3.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> file, PhotoHeader header)
    {
        try
        {
            // libgd writes to the console what it dislikes in a file; strangers' files would fill a server's log.
            gdSetErrorMethod(&KeepSilent);
        }
        catch (DllNotFoundException missing)
        {
            throw new DllNotFoundException("libgd 3 is missing, which decodes pictures. On Debian and Ubuntu: apt-get install libgd3", missing);
        }

        void* image;
        fixed (byte* data = file)
            image = header.Format switch
            {
                PhotoFormat.Jpeg => gdImageCreateFromJpegPtrEx(file.Length, data, 1),
                PhotoFormat.Png => gdImageCreateFromPngPtr(file.Length, data),
                PhotoFormat.WebP => gdImageCreateFromWebpPtr(file.Length, data),
                PhotoFormat.Gif => gdImageCreateFromGifPtr(file.Length, data),
                _ => gdImageCreateFromBmpPtr(file.Length, data),
            };
        if (image == null)
            throw new PhotoException(PhotoProblem.Damaged, $"The {Name(header.Format)} file can't be decoded: it is damaged, or of a rare kind.");
        try
        {
            if (!HasSize(image, header.Width, header.Height))
                throw new PhotoException(PhotoProblem.Damaged, $"The {Name(header.Format)} file is damaged: its picture hasn't the size of its header.");
            return ReadPixels(image, header.Width, header.Height);
        }
        finally
        {
            gdImageDestroy(image);
        }
    }

    private static bool HasSize(void* image, int width, int height) =>
        gdImageBoundsSafe(image, width - 1, height - 1) != 0 && gdImageBoundsSafe(image, width, 0) == 0 && gdImageBoundsSafe(image, 0, height) == 0;

    private static byte[] ReadPixels(void* image, int width, int height)
    {
        var rgba = GC.AllocateUninitializedArray<byte>(4 * width * height);
        var at = 0;
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++, at += 4)
            {
                var pixel = gdImageGetTrueColorPixel(image, x, y);
                (rgba[at], rgba[at + 1], rgba[at + 2]) = ((byte)(pixel >> 16), (byte)(pixel >> 8), (byte)pixel);
                rgba[at + 3] = (byte)((255 * (MaxAlpha - (pixel >> 24)) + MaxAlpha / 2) / MaxAlpha);
            }
        return rgba;
    }

    private static string Name(PhotoFormat format) => format is PhotoFormat.WebP ? "WebP" : format.ToString().ToUpperInvariant();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void KeepSilent(int priority, byte* format, void* arguments)
    {
    }

    [LibraryImport(Library)]
    private static partial void gdSetErrorMethod(delegate* unmanaged[Cdecl]<int, byte*, void*, void> method);

    [LibraryImport(Library)]
    private static partial void* gdImageCreateFromJpegPtrEx(int size, byte* data, int ignoreWarnings);

    [LibraryImport(Library)]
    private static partial void* gdImageCreateFromPngPtr(int size, byte* data);

    [LibraryImport(Library)]
    private static partial void* gdImageCreateFromWebpPtr(int size, byte* data);

    [LibraryImport(Library)]
    private static partial void* gdImageCreateFromGifPtr(int size, byte* data);

    [LibraryImport(Library)]
    private static partial void* gdImageCreateFromBmpPtr(int size, byte* data);

    // Called for every pixel; it takes nanoseconds and never calls back.
    [SuppressGCTransition]
    [LibraryImport(Library)]
    private static partial int gdImageGetTrueColorPixel(void* image, int x, int y);

    [LibraryImport(Library)]
    private static partial int gdImageBoundsSafe(void* image, int x, int y);

    [LibraryImport(Library)]
    private static partial void gdImageDestroy(void* image);
}
