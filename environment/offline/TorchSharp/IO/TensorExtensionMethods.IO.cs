using TorchSharp.IO;
using static TorchSharp.torch;

namespace TorchSharp;

// Single tensors in TorchSharp's own format.
public static partial class TensorExtensionMethods
{
    /// <summary>Saves a tensor in TorchSharp's own format; the file appears only when complete.</summary>
    /// <param name="location">A file; replaced if it exists.</param>
    public static void Save(this Tensor tensor, string location) => StateFile.Write(location, tensor.Save);

    /// <inheritdoc cref="Save(Tensor, string)"/>
    /// <param name="stream">Where to write; closed afterwards, as the real one does.</param>
    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
    }

    /// <inheritdoc cref="Save(Tensor, string)"/>
    /// <param name="writer">Where to write; stays open.</param>
    public static void Save(this Tensor tensor, BinaryWriter writer) => TensorFormat.Write(writer, tensor);

    /// <summary>Fills a tensor with a saved one of the same shape and type.</summary>
    /// <param name="skip">Whether to pass over the saved tensor and leave this one alone.</param>
    /// <exception cref="ArgumentException">The saved tensor has another shape or type.</exception>
    /// <exception cref="InvalidDataException">What comes is no tensor.</exception>
    /// <exception cref="EndOfStreamException">The stream ends too early; this tensor is as before.</exception>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        if (skip)
        {
            TensorFormat.SkipBody(reader, TensorFormat.ReadHeader(reader));
            return;
        }
        using var noGrad = no_grad();
        using var saved = TensorFormat.ReadLike(reader, tensor, "a tensor");
        tensor.copy_(saved);
    }

    /// <summary>Reads a saved tensor, on the CPU.</summary>
    /// <param name="skip">Whether to pass over it and return zeros of its shape and type.</param>
    /// <exception cref="InvalidDataException">What comes is no tensor.</exception>
    /// <exception cref="EndOfStreamException">The stream ends too early.</exception>
    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        var header = TensorFormat.ReadHeader(reader);
        if (!skip)
            return TensorFormat.ReadBody(reader, header);
        TensorFormat.SkipBody(reader, header);
        return zeros(header.Shape, dtype: header.Type);
    }
}
