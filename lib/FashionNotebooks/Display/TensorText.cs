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
            return tensor.ToString(Style.Julia, newLine: "\n");

        using var scope = NewDisposeScope();
        var start = tensor;
        for (var dimension = 0; dimension < tensor.Dimensions && start.numel() > MaximumElements; dimension++)
        {
            var size = start.shape[dimension];
            start = start.narrow(dimension, 0, Math.Max(1, MaximumElements * size / start.numel()));
        }
        return $"{tensor}\nIts first {string.Join(" x ", start.shape)}:\n{start.ToString(Style.Julia, newLine: "\n")}";
    }
}
