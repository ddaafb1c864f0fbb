using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FashionNotebooks;

/// <summary>
/// Reads IDX, the format of the MNIST family: two zero bytes, the type of the values (8 for bytes), the number of
/// dimensions, each dimension as a 32-bit big-endian number, then the values. Files may be gzipped, whatever their names.
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

    /// <summary>One file's values as they lie, its dimensions, and the SHA-256 of its unpacked content.</summary>
    internal sealed record Content(string Path, int[] Dimensions, byte[] Values, string Sha256);

    internal static Content ReadImages(string path) => Read(path, dimensions: 3, "images (count x height x width)");

    internal static Content ReadLabels(string path)
    {
        var labels = Read(path, dimensions: 1, "labels");
        var wrong = labels.Values.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(FashionMnist.ClassNames.Count - 1));
        return wrong < 0 ? labels : throw new InvalidDataException(
            $"{path}: the label at index {wrong} is {labels.Values[wrong]}, but classes go from 0 to {FashionMnist.ClassNames.Count - 1}. Is it another dataset's file?");
    }

    internal static LabeledImages Combine(Content images, Content labels)
    {
        if (images.Dimensions[0] != labels.Dimensions[0])
            throw new InvalidDataException(
                $"{images.Path} holds {images.Dimensions[0]} images but {labels.Path} holds {labels.Dimensions[0]} labels. Take both from the same part of the dataset.");
        return new LabeledImages(images.Values, labels.Values, images.Dimensions[1], images.Dimensions[2]);
    }

    private static Content Read(string path, int dimensions, string what) => DataFile.Read(path, FileKind.Idx, (stream, most) =>
    {
        var header = new byte[4 + 4 * dimensions];
        var length = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (length < 4)
            throw Wrong($"it is cut short: there are {length} bytes in it, not even an IDX file's first 4. Fetch it again.");
        if (header is not [0, 0, _, _, ..])
            throw Wrong($"not an IDX file: it begins with {Shown(header.AsSpan(0, length))} where the bytes 000008{dimensions:X2} belong. Is it the file that was meant?");
        if (header[2] != UnsignedByte)
            throw Wrong($"its values are of IDX type {header[2]}, but images and labels are of type {UnsignedByte} (bytes). Is it the file that was meant?");
        if (header[3] != dimensions)
            throw Wrong($"it has {header[3]} dimension(s), but {what} have {dimensions}. Are the image and the label file mixed up?");
        if (length < header.Length)
            throw Wrong($"it is cut short: its header ends after {length} of {header.Length} bytes. Fetch it again.");

        int[] sizes = [.. Enumerable.Range(1, dimensions).Select(d => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 * d)))];
        var text = string.Join(" x ", sizes);
        long expected = 1;
        // An empty set is fine; an image without pixels is not.
        for (var d = 0; d < dimensions; d++)
            if (sizes[d] < (d == 0 ? 0 : 1) || (expected *= sizes[d]) > Array.MaxLength)
                throw Wrong($"its header gives impossible sizes: {text}. The file is damaged; fetch it again.");
        // Before memory is taken that a damaged header asks for.
        if (expected > most)
            throw Wrong($"it is cut short: {text} need {expected} bytes, which a file of its length does not hold. Fetch it again.");

        var values = new byte[expected];
        var read = stream.ReadAtLeast(values, values.Length, throwOnEndOfStream: false);
        if (read < expected)
            throw Wrong($"it is cut short: {text} need {expected} bytes, but there are {read}. Fetch it again.");
        if (stream.ReadByte() >= 0)
            throw Wrong($"there is more in it than the {expected} bytes of its {text}. The file is damaged; fetch it again.");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(values);
        return new Content(path, sizes, values, Convert.ToHexStringLower(hash.GetHashAndReset()));

        InvalidDataException Wrong(string problem) => new($"{path}: {problem}");
    });

    private static string Shown(ReadOnlySpan<byte> start) =>
        start.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 ? $"'{Encoding.ASCII.GetString(start)}'" : $"the bytes {Convert.ToHexString(start[..4])}";
}
