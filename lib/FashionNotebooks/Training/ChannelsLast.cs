using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>
/// The order in memory that convolutions are fastest in: all channels of a place together, places row by row. Shapes and
/// values stay as they are. PyTorch's convolutions keep to the order of what they are given, so that it is enough to
/// start with it.
/// </summary>
internal static class ChannelsLast
{
    /// <summary>Images or kernels, N x C x H x W, with channels last in memory; tensors of other ranks as they are.</summary>
    public static Tensor Of(Tensor images)
    {
        if (images.dim() != 4)
            return images;
        var (channels, height, width) = (images.shape[1], images.shape[2], images.shape[3]);
        // With one channel both orders are the same memory, and only the strides tell which is meant.
        return images.permute(0, 2, 3, 1).contiguous().as_strided(images.shape, [height * width * channels, 1, width * channels, channels]);
    }

    /// <summary>Puts the kernels of a model's convolutions in this order.</summary>
    public static void Store(Module<Tensor, Tensor> model)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var convolution in model.modules().Append(model).OfType<Convolution>())
            convolution.weight.set_(Of(convolution.weight));
    }
}
