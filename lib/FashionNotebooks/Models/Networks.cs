using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Models;

/// <summary>
/// The collection's networks. Each takes N x 1 x 28 x 28 images and returns N x 10 logits; the softmax belongs to the
/// loss and to prediction. The seed decides the initial weights, drawn layer by layer as PyTorch draws them.
/// </summary>
public static class Networks
{
    /// <summary>
    /// The collection's starting point, 421,642 parameters: two padded 3x3 convolutions (32, 64), each with ReLU and 2x2
    /// max pooling, then a dense layer of 128. Nothing in it holds overfitting back; notebook 03 shows what follows.
    /// </summary>
    public static Sequential Baseline(int seed)
    {
        using var generator = random.manual_seed(seed);
        return Sequential(
            ("conv1", Conv2d(1, 32, 3, padding: 1)), ("relu1", ReLU()), ("pool1", MaxPool2d(2)),
            ("conv2", Conv2d(32, 64, 3, padding: 1)), ("relu2", ReLU()), ("pool2", MaxPool2d(2)),
            ("flatten", Flatten()),
            ("dense1", Linear(3136, 128)), ("relu3", ReLU()),
            ("dense2", Linear(128, 10)));
    }

    /// <summary>
    /// The network of C. Mahesh's write-up, 93,322 parameters: unpadded 3x3 convolutions 32, 64, 64, the first two with
    /// 2x2 max pooling, then dense 64 and 10. Its author ended it in a sigmoid; here it ends in logits, the right form.
    /// </summary>
    public static Sequential Mahesh(int seed)
    {
        using var generator = random.manual_seed(seed);
        return Sequential(
            ("conv1", Conv2d(1, 32, 3)), ("relu1", ReLU()), ("pool1", MaxPool2d(2)),
            ("conv2", Conv2d(32, 64, 3)), ("relu2", ReLU()), ("pool2", MaxPool2d(2)),
            ("conv3", Conv2d(64, 64, 3)), ("relu3", ReLU()),
            ("flatten", Flatten()),
            ("dense1", Linear(576, 64)), ("relu4", ReLU()),
            ("dense2", Linear(64, 10)));
    }
}
