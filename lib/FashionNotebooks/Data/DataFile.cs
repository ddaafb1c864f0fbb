using System.IO.Compression;

namespace FashionNotebooks;

/// <summary>Opens the files that data comes in: gzipped or plain, told by their first bytes. What is something else is named.</summary>
internal static class DataFile
{
    // Deflate packs no more bytes than this into one.
    private const int BestRatio = 1032;

    /// <summary>Hands a file's content, unpacked if need be, to <paramref name="read"/>, which reads it to its end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">What it should be, as <see cref="FileKind"/> names it.</param>
    /// <param name="read">Gets the content, and the most bytes that there can be of it. Its errors begin with the path.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or it is a folder.</exception>
    /// <exception cref="InvalidDataException">It is another kind of file, or gzipped and damaged.</exception>
    public static T Read<T>(string path, string expected, Func<Stream, long, T> read)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException(Directory.Exists(path) ? $"{path}: this is a folder; name a file in it." : $"{path}: there is no such file.", path);
        using (var plain = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan))
        {
            var start = Start(plain);
            if (start is not [0x1F, 0x8B, ..])
            {
                Check(FileKind.Of(start), "");
                plain.Position = 0;
                return read(plain, plain.Length);
            }
        }

        using var packed = new GzipFile(path);
        try
        {
            using (var content = packed.Unpack())
                Check(FileKind.Of(Start(content)), " inside a gzip file");
            using (var content = packed.Unpack())
            {
                var result = read(content, BestRatio * packed.Length);
                return packed.IsUsedUp ? result : throw new InvalidDataException("After its end comes something that is no gzip.");
            }
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: the gzip file is {(packed.IsOver ? "cut short" : "damaged")}. Fetch it again.", e);
        }

        void Check(FileKind? kind, string where)
        {
            if (kind is not null && kind.What != expected)
                throw new InvalidDataException($"{path}: this is {kind.What}{where}, not {expected}. {kind.Advice}.");
        }
    }

    /// <summary>What a file is, told by its first bytes; null where it is no known kind.</summary>
    public static FileKind? KindOf(string path)
    {
        using var file = File.OpenRead(path);
        return FileKind.Of(Start(file));
    }

    private static byte[] Start(Stream content)
    {
        var start = new byte[FileKind.Needs];
        return start[..content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }

    /// <summary>
    /// A gzip file of one or more members, with or without zeros after them. GZipStream takes one that is cut short for one
    /// that ends early, and stops at whatever is not another member; so this file sees what it still asks for at the end.
    /// </summary>
    private sealed class GzipFile : FileStream
    {
        private readonly long zeros;

        public GzipFile(string path) : base(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan)
        {
            for (zeros = Length; zeros > 0; zeros--)
            {
                Position = zeros - 1;
                if (ReadByte() != 0)
                    break;
            }
        }

        /// <summary>Everything up to its end was given out, and still more was wanted.</summary>
        public bool IsOver { get; private set; }

        /// <summary>All but zeros at the end was given out and taken for gzip.</summary>
        public bool IsUsedUp => IsOver || Position > zeros;

        public GZipStream Unpack()
        {
            (Position, IsOver) = (0, false);
            return new GZipStream(this, CompressionMode.Decompress, leaveOpen: true);
        }

        /// <summary>The bytes before the zeros at the end, those zeros, then one that ends no member: whoever wants more has found no end.</summary>
        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, Position < zeros ? (int)Math.Min(count, zeros - Position) : count);
            if (read > 0)
                return read;
            if (IsOver)
                throw new InvalidDataException("It is cut short.");
            IsOver = true;
            buffer[offset] = 0xFF;
            return 1;
        }
    }
}
