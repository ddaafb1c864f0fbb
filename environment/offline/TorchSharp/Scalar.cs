using System.Runtime.InteropServices;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number of any type, as PyTorch's operators take them.</summary>
public sealed class Scalar : IDisposable
{
    private readonly long integer;
    private readonly double real;

    internal Scalar(long value, ScalarType type = ScalarType.Int64) => (integer, real, Type) = (value, value, type);

    internal Scalar(double value) => (integer, real, Type) = ((long)value, value, ScalarType.Float64);

    /// <summary>Int64, Float64 or Bool: libtorch keeps numbers in these three only.</summary>
    public ScalarType Type { get; }

    public static implicit operator Scalar(byte value) => new(value);
    public static implicit operator Scalar(sbyte value) => new(value);
    public static implicit operator Scalar(short value) => new(value);
    public static implicit operator Scalar(int value) => new(value);
    public static implicit operator Scalar(long value) => new(value);
    public static implicit operator Scalar(Half value) => new((double)value);
    public static implicit operator Scalar(float value) => new(value);
    public static implicit operator Scalar(double value) => new(value);
    public static implicit operator Scalar(bool value) => new(value ? 1 : 0, ScalarType.Bool);

    /// <summary>Nothing to free: the number lives on the managed side. Here because the real one has it.</summary>
    public void Dispose() { }

    internal long Integer => integer;

    internal double Real => real;

    internal Argument AsArgument() => Type switch
    {
        ScalarType.Float64 => real,
        ScalarType.Bool => integer != 0,
        _ => integer,
    };

    internal static Scalar From(in NativeValue value) => value.Tag switch
    {
        Tag.Double => new(value.Real),
        Tag.Bool => new(value.Integer, ScalarType.Bool),
        Tag.Int => new(value.Integer),
        _ => throw new ExternalException($"A number was expected of libtorch, but {value.Tag} came."),
    };
}
