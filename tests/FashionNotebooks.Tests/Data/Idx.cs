using System.Buffers.Binary;
using System.IO.Compression;

namespace FashionNotebooks.Tests.Data;

/// <summary>Writes the files that the readers are tried on.</summary>
internal static class Idx
{
    public static byte[] Images(LabeledImages images) => Of(images.Pixels.ToArray(), images.Count, images.Height, images.Width);

    public static byte[] Labels(LabeledImages images) => Of(images.Labels.ToArray(), images.Count);

    public static byte[] Of(byte[] values, params int[] dimensions)
    {
        var header = new byte[4 + 4 * dimensions.Length];
        (header[2], header[3]) = (8, (byte)dimensions.Length);
        for (var d = 0; d < dimensions.Length; d++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + 4 * d), dimensions[d]);
        return [.. header, .. values];
    }

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);
        return packed.ToArray();
    }
}
