using System.Globalization;

namespace TorchSharp;

/// <summary>Shorthands for writing tensors as text.</summary>
public static partial class TensorExtensionMethods
{
    /// <inheritdoc cref="torch.Tensor.ToString(TensorStringStyle, string?, int?, CultureInfo?, string?)"/>
    public static string str(this torch.Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default) =>
        tensor.ToString(style, fltFormat, width, cultureInfo, newLine);

    /// <summary>Writes a tensor to the console and gives it back.</summary>
    public static torch.Tensor print(this torch.Tensor t, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default)
    {
        Console.WriteLine(t.ToString(style, fltFormat, width, cultureInfo, newLine));
        return t;
    }
}
