using System.Globalization;
using static TorchSharp.torch;
using Style = TorchSharp.TensorStringStyle;

namespace FashionNotebooks;

/// <summary>Writes a tensor as text of at most a few pages: all of it, or its shape and the start of it.</summary>
internal static class TensorText
{
    private const long MaximumElements = 2000;

    public static string Of(Tensor tensor)
    {
        if (tensor.IsInvalid)
            return "a tensor that was disposed of";
        if (tensor.numel() <= MaximumElements)
            return Whole(tensor);

        using var scope = NewDisposeScope();
        var start = tensor;
        for (var dimension = 0; dimension < tensor.Dimensions && start.numel() > MaximumElements; dimension++)
        {
            var size = start.shape[dimension];
            start = start.narrow(dimension, 0, Math.Max(1, MaximumElements * size / start.numel()));
        }
        return $"{tensor}\nIts first {string.Join(" x ", start.shape)}:\n{Whole(start)}";
    }

    private static string Whole(Tensor tensor) => tensor.ToString(Style.Julia, cultureInfo: CultureInfo.InvariantCulture, newLine: "\n");
}
