using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>What a <see cref="NativeValue"/> holds; the same numbers as in torch_shim.cpp.</summary>
internal enum Tag : long
{
    None,
    Tensor,
    Int,
    Double,
    Bool,
    String,
    IntList,
    DoubleList,
    TensorList,
    OptionalTensorList,
    Device,
    Generator,
}

/// <summary>One argument or result of an operator as it crosses into the shim.</summary>
[StructLayout(LayoutKind.Explicit)]
internal unsafe struct NativeValue
{
    [FieldOffset(0)] public Tag Tag;
    [FieldOffset(8)] public long Integer;
    [FieldOffset(8)] public double Real;
    [FieldOffset(8)] public void* Pointer;
    [FieldOffset(16)] public long Length;
}
