using System.Buffers.Binary;
using System.IO.Compression;

namespace FashionNotebooks;

/// <summary>Files that may be gzipped: told by their first two bytes when read, by a name ending in .gz when written.</summary>
internal static class GzipOrPlain
{
    /// <summary>
    /// Opens a file and hands its content, unpacked if need be, to <paramref name="read"/>, with the content's length as
    /// gzip's last four bytes state it (null for a plain file): GZipStream takes a file cut short for one that ends early.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is gzipped and damaged.</exception>
    public static T Read<T>(string path, Func<Stream, uint?, T> read)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: there is no such file.", path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        Span<byte> start = stackalloc byte[2], end = stackalloc byte[4];
        var gzipped = file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start is [0x1F, 0x8B];
        if (gzipped)
        {
            file.Position = Math.Max(0, file.Length - end.Length);
            file.ReadAtLeast(end, end.Length, throwOnEndOfStream: false);
        }
        file.Position = 0;
        if (!gzipped)
            return read(file, null);
        using var content = new GZipStream(file, CompressionMode.Decompress);
        try
        {
            return read(content, BinaryPrimitives.ReadUInt32LittleEndian(end));
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            // The reader's errors begin with the file's name; this one is the unpacking's.
            throw new InvalidDataException($"{path}: the gzip file is damaged. Fetch it again.", e);
        }
    }

    /// <summary>Creates or replaces a file with what <paramref name="write"/> writes; on an exception nothing changes.</summary>
    public static void Write(string path, Action<Stream> write) => AtomicFile.Write(path, stream =>
    {
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            write(stream);
            return;
        }
        using var content = new GZipStream(stream, CompressionLevel.Optimal);
        write(content);
    });
}
