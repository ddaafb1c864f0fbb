using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FashionNotebooks;

/// <summary>
/// Reads and writes IDX, the format of the MNIST family: two zero bytes, the type of the values (8 for bytes), the
/// number of dimensions, each dimension as a 32-bit big-endian number, then the values. Files may be gzipped; what
/// is read is told by content, what is written by a name ending in <c>.gz</c>.
/// Format: Y. LeCun, C. Cortes and C. Burges, "The MNIST database of handwritten digits".
/// </summary>
public static class IdxFile
{
    private const byte UnsignedByte = 8;

    /// <summary>Reads images (count x height x width) and the label of each.</summary>
    /// <param name="imagesPath">An IDX file of three dimensions.</param>
    /// <param name="labelsPath">An IDX file of one dimension, as long as the images' first.</param>
    /// <exception cref="FileNotFoundException">A file doesn't exist.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is cut short, too long or not IDX, has another number of dimensions, the counts differ, or a label is
    /// not one of the ten classes. The message begins with the file's name.
    /// </exception>
    public static LabeledImages Read(string imagesPath, string labelsPath) =>
        Combine(ReadImages(imagesPath), ReadLabels(labelsPath));

    /// <summary>Writes images and labels as two IDX files. Each file is written beside its place and then renamed.</summary>
    /// <param name="images">What to write.</param>
    /// <param name="imagesPath">Gzipped if it ends in <c>.gz</c>.</param>
    /// <param name="labelsPath">Gzipped if it ends in <c>.gz</c>.</param>
    public static void Write(LabeledImages images, string imagesPath, string labelsPath)
    {
        ArgumentNullException.ThrowIfNull(images);
        Write(imagesPath, images.Pixels.Span.ToArray(), images.Count, images.Height, images.Width);
        Write(labelsPath, images.Labels.Span.ToArray(), images.Count);
    }

    /// <summary>One file's values as they lie, its dimensions, and the SHA-256 of its unpacked content.</summary>
    internal sealed record Content(string Path, int[] Dimensions, byte[] Values, string Sha256);

    internal static Content ReadImages(string path) => Read(path, dimensions: 3, "images (count x height x width)");

    internal static Content ReadLabels(string path)
    {
        var labels = Read(path, dimensions: 1, "labels");
        var wrong = labels.Values.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(FashionMnist.ClassNames.Count - 1));
        if (wrong >= 0)
            throw new InvalidDataException(
                $"{path}: the label at index {wrong} is {labels.Values[wrong]}, but classes go from 0 to {FashionMnist.ClassNames.Count - 1}. Is it another dataset's file?");
        return labels;
    }

    internal static LabeledImages Combine(Content images, Content labels)
    {
        if (images.Dimensions[0] != labels.Dimensions[0])
            throw new InvalidDataException(
                $"{images.Path} holds {images.Dimensions[0]} images but {labels.Path} holds {labels.Dimensions[0]} labels. Take both from the same part of the dataset.");
        return new LabeledImages(images.Values, labels.Values, images.Dimensions[1], images.Dimensions[2]);
    }

    private static Content Read(string path, int dimensions, string what) => GzipOrPlain.Read(path, (stream, stated) =>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        var header = new byte[4 + 4 * dimensions];
        var length = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (length < 4)
            throw new InvalidDataException($"{path}: it is cut short: there are {length} bytes in it, not even an IDX file's first 4. Fetch it again.");
        if (header is not [0, 0, _, _, ..])
            throw new InvalidDataException(
                $"{path}: not an IDX file: it begins with the bytes {Convert.ToHexString(header.AsSpan(0, 4))} where 000008{dimensions:X2} belongs.");
        if (header[2] != UnsignedByte)
            throw new InvalidDataException($"{path}: its values are of IDX type {header[2]}, but images and labels are of type {UnsignedByte} (bytes).");
        if (header[3] != dimensions)
            throw new InvalidDataException(
                $"{path}: it has {header[3]} dimension(s), but {what} have {dimensions}. Are the image and the label file mixed up?");
        if (length < header.Length)
            throw new InvalidDataException($"{path}: it is cut short: its header ends after {length} of {header.Length} bytes. Fetch it again.");
        hash.AppendData(header);

        var sizes = new int[dimensions];
        long expected = 1;
        for (var d = 0; d < dimensions; d++)
        {
            sizes[d] = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 + 4 * d));
            // An empty set is fine; an image without pixels is not.
            if (sizes[d] < (d == 0 ? 0 : 1) || (expected *= sizes[d]) > Array.MaxLength)
                throw new InvalidDataException($"{path}: its header gives impossible sizes: {Sizes(header)}. The file is damaged; fetch it again.");
        }

        var values = GC.AllocateUninitializedArray<byte>((int)expected);
        var read = 0;
        while (read < values.Length)
        {
            var piece = stream.Read(values, read, Math.Min(1 << 20, values.Length - read));
            if (piece == 0)
                throw new InvalidDataException($"{path}: it is cut short: {Sizes(header)} need {expected} bytes, but there are {read}. Fetch it again.");
            hash.AppendData(values, read, piece);
            read += piece;
        }
        if (stream.ReadByte() >= 0)
            throw new InvalidDataException($"{path}: there is more in it than the {expected} bytes of its {Sizes(header)}. The file is damaged; fetch it again.");
        if (stated is uint size && size != (uint)(header.Length + values.Length))
            throw new InvalidDataException($"{path}: it is cut short: the gzip file's own end is missing. Fetch it again.");
        return new Content(path, sizes, values, Convert.ToHexStringLower(hash.GetHashAndReset()));
    });

    private static string Sizes(ReadOnlySpan<byte> header)
    {
        var sizes = new List<int>();
        for (var at = 4; at < header.Length; at += 4)
            sizes.Add(BinaryPrimitives.ReadInt32BigEndian(header[at..]));
        return string.Join(" x ", sizes);
    }

    private static void Write(string path, byte[] values, params ReadOnlySpan<int> dimensions)
    {
        var header = new byte[4 + 4 * dimensions.Length];
        (header[2], header[3]) = (UnsignedByte, (byte)dimensions.Length);
        for (var d = 0; d < dimensions.Length; d++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + 4 * d), dimensions[d]);
        GzipOrPlain.Write(path, stream =>
        {
            stream.Write(header);
            stream.Write(values);
        });
    }
}
