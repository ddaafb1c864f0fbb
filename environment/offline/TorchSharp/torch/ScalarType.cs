namespace TorchSharp;

public static partial class torch
{
    /// <summary>The type of a tensor's numbers; PyTorch's own numbering.</summary>
    public enum ScalarType : sbyte
    {
        Byte = 0,
        Int8 = 1,
        Int16 = 2,
        Int32 = 3,
        Int64 = 4,
        Float16 = 5,
        Float32 = 6,
        Float64 = 7,
        ComplexFloat32 = 9,
        ComplexFloat64 = 10,
        Bool = 11,
        BFloat16 = 15,
    }

    public static ScalarType uint8 = ScalarType.Byte;
    public static ScalarType int8 = ScalarType.Int8;
    public static ScalarType int16 = ScalarType.Int16;
    public static ScalarType int32 = ScalarType.Int32;
    public static ScalarType int64 = ScalarType.Int64;
    public static ScalarType float16 = ScalarType.Float16;
    public static ScalarType float32 = ScalarType.Float32;
    public static ScalarType float64 = ScalarType.Float64;
    public static ScalarType @bool = ScalarType.Bool;
    public static ScalarType bfloat16 = ScalarType.BFloat16;

    /// <summary>Whether numbers of this type have a fraction.</summary>
    public static bool is_floating_point(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16;

    /// <summary>Whether numbers of this type are whole; truth values count as such.</summary>
    public static bool is_integral(ScalarType type) =>
        type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;

    /// <summary>Whether numbers of this type have an imaginary part.</summary>
    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    private static ScalarType defaultDtype = ScalarType.Float32;

    /// <summary>The type of tensors made without naming one.</summary>
    public static ScalarType get_default_dtype() => defaultDtype;

    /// <inheritdoc cref="get_default_dtype"/>
    /// <exception cref="ArgumentException">The type has no fraction.</exception>
    public static void set_default_dtype(ScalarType dtype)
    {
        if (!is_floating_point(dtype))
            throw new ArgumentException($"only floating-point types may be the default type, not {dtype}", nameof(dtype));
        defaultDtype = dtype;
    }
}
