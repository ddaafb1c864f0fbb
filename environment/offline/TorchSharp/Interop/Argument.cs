using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>One argument of an operator on the managed side. <c>default</c> is PyTorch's None.</summary>
internal readonly struct Argument
{
    internal readonly Tag Tag;
    internal readonly long Bits;
    internal readonly object? Reference;

    private Argument(Tag tag, long bits) => (Tag, Bits) = (tag, bits);

    private Argument(Tag tag, object? reference) => (Tag, Reference) = (reference is null ? Tag.None : tag, reference);

    public static implicit operator Argument(long value) => new(Tag.Int, value);
    public static implicit operator Argument(int value) => new(Tag.Int, value);
    public static implicit operator Argument(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Argument(bool value) => new(Tag.Bool, value ? 1 : 0);
    public static implicit operator Argument(ScalarType value) => new(Tag.Int, (long)value);
    public static implicit operator Argument(long? value) => value is { } some ? some : default(Argument);
    public static implicit operator Argument(double? value) => value is { } some ? some : default(Argument);
    public static implicit operator Argument(bool? value) => value is { } some ? some : default(Argument);
    public static implicit operator Argument(ScalarType? value) => value is { } some ? some : default(Argument);
    public static implicit operator Argument(Scalar? value) => value is null ? default : value.AsArgument();
    public static implicit operator Argument(Device? value) => value is null ? default : new(Tag.Device, value.Packed);
    public static implicit operator Argument(string? value) => new(Tag.String, value);
    public static implicit operator Argument(Tensor? value) => new(Tag.Tensor, value);
    public static implicit operator Argument(Generator? value) => new(Tag.Generator, value);
    public static implicit operator Argument(long[]? value) => new(Tag.IntList, value);
    public static implicit operator Argument(double[]? value) => new(Tag.DoubleList, value);
    public static implicit operator Argument(Tensor[]? value) => new(Tag.TensorList, value);

    /// <summary>Tensors some of which may be null, as indexing takes them.</summary>
    internal static Argument OptionalTensors(Tensor?[] value) => new(Tag.OptionalTensorList, value);
}
