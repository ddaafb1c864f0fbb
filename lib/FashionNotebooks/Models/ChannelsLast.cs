using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// The order in memory that convolutions are fastest in: all channels of a place together, places row by row. Shapes and
/// values stay as they are. Convolutions keep to the order of the images that they are given, so that it is enough to
/// start with it; weights stay contiguous, which costs them nothing and is how they are saved.
/// </summary>
internal static class ChannelsLast
{
    /// <summary>Images, N x C x H x W, with channels last in memory; tensors of other ranks as they are.</summary>
    public static Tensor Of(Tensor images)
    {
        if (images.dim() != 4)
            return images;
        var (channels, height, width) = (images.shape[1], images.shape[2], images.shape[3]);
        // With one channel both orders are the same memory, and only the strides tell which is meant.
        return images.permute(0, 2, 3, 1).contiguous().as_strided(images.shape, [height * width * channels, 1, width * channels, channels]);
    }
}
