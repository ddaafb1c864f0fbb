using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.optim;

namespace FashionNotebooks;

/// <summary>
/// P. Jalan, 2019: convolution, dropout, convolution, pooling, three times, with 32, 64 and 128 feature maps, then a larger
/// dense layer; batches of 32, 50 epochs on all 60,000 images, validated on the test images; about 91 %.
///
/// The author leaves open, and we choose: padded convolutions, dropout 0.25 (in the pattern, and 0.5 after the dense layer),
/// 512 dense units, Adam with a rate that falls from 0.001 to 0 along half a cosine wave.
/// </summary>
public static class Jalan
{
    /// <summary>N x 1 x 28 x 28 images of 0 to 1 to N x 10 logits; 881,898 parameters.</summary>
    public static Sequential Network(int seed)
    {
        using var generator = random.manual_seed(seed);
        return Sequential(
            ("conv1", Conv2d(1, 32, 3, padding: 1)), ("relu1", ReLU()), ("dropout1", Dropout(0.25)),
            ("conv2", Conv2d(32, 32, 3, padding: 1)), ("relu2", ReLU()), ("pool1", MaxPool2d(2)),
            ("conv3", Conv2d(32, 64, 3, padding: 1)), ("relu3", ReLU()), ("dropout2", Dropout(0.25)),
            ("conv4", Conv2d(64, 64, 3, padding: 1)), ("relu4", ReLU()), ("pool2", MaxPool2d(2)),
            ("conv5", Conv2d(64, 128, 3, padding: 1)), ("relu5", ReLU()), ("dropout3", Dropout(0.25)),
            ("conv6", Conv2d(128, 128, 3, padding: 1)), ("relu6", ReLU()), ("pool3", MaxPool2d(2)),
            ("flatten", Flatten()),
            ("dense1", Linear(1152, 512)), ("relu7", ReLU()), ("dropout4", Dropout(0.5)),
            ("dense2", Linear(512, 10)));
    }

    private static readonly TrainingOptions Recipe = new()
    {
        Epochs = 50,
        BatchSize = 32,
        Schedule = (optimizer, batches) => lr_scheduler.CosineAnnealingLR(optimizer, batches),
    };

    /// <summary>How it is trained and judged.</summary>
    public static ClassifierSystem Definition { get; } = new("jalan", "P. Jalan, 2019", "about 91 % on the test images, which also validated",
    [
        new Protocol("author", "all 60,000, the test images measured after every epoch; last epoch", Network) { ValidatesOnTest = true, Training = Recipe },
        new Protocol("clean", "54,000, validated on 6,000; last epoch, test read once", Network) { ValidationFraction = 0.1, Training = Recipe },
    ]);

    /// <inheritdoc cref="ClassifierSystem.Train"/>
    public static SystemRun Train(FashionMnistData data, int seed = 1, int? epochs = null, string? protocol = null) => Definition.Train(data, seed, epochs, protocol);
}
