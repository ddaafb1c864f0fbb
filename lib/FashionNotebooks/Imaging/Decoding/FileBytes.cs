using System.Buffers.Binary;

namespace FashionNotebooks;

/// <summary>Reads parts and numbers of a file; one that lies beyond its end says that the file is truncated.</summary>
internal static class FileBytes
{
    public static ReadOnlySpan<byte> Part(this ReadOnlySpan<byte> file, long at, long length) =>
        at >= 0 && length >= 0 && at + length <= file.Length ? file.Slice((int)at, (int)length) : throw Truncated();

    public static byte Byte(this ReadOnlySpan<byte> file, long at) => file.Part(at, 1)[0];

    public static ushort BigUInt16(this ReadOnlySpan<byte> file, long at) => BinaryPrimitives.ReadUInt16BigEndian(file.Part(at, 2));

    public static uint BigUInt32(this ReadOnlySpan<byte> file, long at) => BinaryPrimitives.ReadUInt32BigEndian(file.Part(at, 4));

    public static ushort LittleUInt16(this ReadOnlySpan<byte> file, long at) => BinaryPrimitives.ReadUInt16LittleEndian(file.Part(at, 2));

    public static int LittleUInt24(this ReadOnlySpan<byte> file, long at) => file.LittleUInt16(at) | file.Byte(at + 2) << 16;

    public static uint LittleUInt32(this ReadOnlySpan<byte> file, long at) => BinaryPrimitives.ReadUInt32LittleEndian(file.Part(at, 4));

    public static int LittleInt32(this ReadOnlySpan<byte> file, long at) => BinaryPrimitives.ReadInt32LittleEndian(file.Part(at, 4));

    public static PhotoException Truncated() => new(PhotoProblem.Truncated, "The file ends before the picture does; it was probably not copied in full.");
}
