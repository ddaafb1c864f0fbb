using static TorchSharp.torch;

namespace TorchSharp.IO;

/// <summary>
/// TorchSharp's own format of a tensor: the number of its type, the number of its dimensions and their extents, each a
/// LEB128 integer, then its numbers in row-major order as they lie in memory (little-endian).
/// </summary>
internal static class TensorFormat
{
    private const int BufferSize = 1 << 16;

    // libtorch allows no more; a larger number means that something else is being read.
    private const int MostDimensions = 64;

    /// <summary>What stands before the numbers.</summary>
    internal readonly record struct Header(ScalarType Type, long[] Shape, long Bytes)
    {
        internal bool Fits(Tensor tensor) => Type == tensor.dtype && Shape.AsSpan().SequenceEqual(tensor.shape);

        public override string ToString() => Describe(Type, Shape);
    }

    internal static string Describe(Tensor tensor) => Describe(tensor.dtype, tensor.shape);

    internal static void Write(BinaryWriter writer, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var plain = tensor.detach().cpu().contiguous();
        var shape = plain.shape;
        writer.Write7BitEncodedInt64((long)plain.dtype);
        writer.Write7BitEncodedInt64(shape.Length);
        foreach (var extent in shape)
            writer.Write7BitEncodedInt64(extent);
        plain.WriteBytesToStream(writer.BaseStream, BufferSize);
    }

    /// <exception cref="InvalidDataException">What comes is no tensor.</exception>
    internal static Header ReadHeader(BinaryReader reader)
    {
        try
        {
            var type = (ScalarType)checked((sbyte)reader.Read7BitEncodedInt64());
            var bytes = ElementSize(type);
            var shape = new long[reader.Read7BitEncodedInt64() is >= 0 and <= MostDimensions and var dimensions ? dimensions : throw new OverflowException()];
            for (var i = 0; i < shape.Length; i++)
            {
                shape[i] = reader.Read7BitEncodedInt64();
                bytes = checked(bytes * (long)(ulong)shape[i]);
            }
            return new Header(type, shape, bytes);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new InvalidDataException($"{StateFile.NameOf(reader)} holds no tensor where one should be: it is damaged, or not in TorchSharp's format.", e);
        }
    }

    /// <summary>The tensor that a header announced, on the CPU.</summary>
    /// <exception cref="EndOfStreamException">The stream ends before all its numbers came.</exception>
    internal static Tensor ReadBody(BinaryReader reader, Header header)
    {
        CheckLength(reader.BaseStream, header);
        var tensor = empty(header.Shape, dtype: header.Type, device: CPU);
        try
        {
            tensor.ReadBytesFromStream(reader.BaseStream, BufferSize);
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <summary>Passes over the tensor that a header announced.</summary>
    /// <exception cref="EndOfStreamException">The stream ends before all its numbers came.</exception>
    internal static void SkipBody(BinaryReader reader, Header header)
    {
        var stream = reader.BaseStream;
        CheckLength(stream, header);
        if (stream.CanSeek)
        {
            stream.Seek(header.Bytes, SeekOrigin.Current);
            return;
        }
        var buffer = new byte[BufferSize];
        for (var left = header.Bytes; left > 0; left -= Math.Min(left, BufferSize))
            stream.ReadExactly(buffer, 0, (int)Math.Min(left, BufferSize));
    }

    /// <summary>A tensor of the shape, type and device of another.</summary>
    /// <param name="what">What the tensor is, for the error.</param>
    /// <exception cref="ArgumentException">Its shape or type is another.</exception>
    internal static Tensor ReadLike(BinaryReader reader, Tensor model, string what)
    {
        var header = ReadHeader(reader);
        if (!header.Fits(model))
            throw new ArgumentException($"{StateFile.NameOf(reader)} holds {what} of {header}, but {Describe(model)} is wanted: it belongs to another architecture.");
        var read = ReadBody(reader, header);
        if (model.device_type == DeviceType.CPU)
            return read;
        using (read)
            return read.to(model.device);
    }

    // Asked before memory is allocated: the header may be garbage.
    private static void CheckLength(Stream stream, Header header)
    {
        if (stream.CanSeek && stream.Length - stream.Position < header.Bytes)
            throw new EndOfStreamException($"{header.Bytes} bytes of a tensor should follow, but only {stream.Length - stream.Position} do.");
    }

    private static string Describe(ScalarType type, long[] shape) => $"{type} [{string.Join(", ", shape)}]";

    private static long ElementSize(ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 => 8,
        _ => throw new FormatException($"{type} is no type of numbers that can be read."),
    };
}
