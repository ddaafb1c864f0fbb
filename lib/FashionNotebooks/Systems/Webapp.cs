using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.optim;

namespace FashionNotebooks;

/// <summary>
/// A nanodegree proposal, 2020, that was never carried out: three convolutions, each followed by max pooling, batch
/// normalization and dropout, then a dense layer; Adam, cross-entropy; judged by accuracy on sharp and on blurry images,
/// for which Canny's edges are a second input.
///
/// The author leaves open, and we choose: 32, 64 and 128 padded 3x3 kernels, dropout 0.25, 128 dense units with dropout
/// 0.3, a rate that falls from 0.001 to 0 along half a cosine wave, batches of 64, 20 epochs.
/// </summary>
public static class Webapp
{
    /// <summary>N x 1 x 28 x 28 images of 0 to 1 to N x 10 logits; 241,994 trainable parameters.</summary>
    public static Sequential Network(int seed)
    {
        using var generator = random.manual_seed(seed);
        return Sequential([.. Layers(inputs: 1)]);
    }

    /// <summary>The same with the images' edges as a second input: 288 more parameters, all of the first convolution.</summary>
    public static Sequential NetworkWithEdges(int seed)
    {
        using var generator = random.manual_seed(seed);
        return Sequential([("edges", new EdgeChannel()), .. Layers(inputs: 2)]);
    }

    private static IEnumerable<(string, Module<Tensor, Tensor>)> Layers(int inputs) =>
    [
        ("conv1", Conv2d(inputs, 32, 3, padding: 1)), ("relu1", ReLU()), ("pool1", MaxPool2d(2)), ("norm1", BatchNorm2d(32)), ("dropout1", Dropout(0.25)),
        ("conv2", Conv2d(32, 64, 3, padding: 1)), ("relu2", ReLU()), ("pool2", MaxPool2d(2)), ("norm2", BatchNorm2d(64)), ("dropout2", Dropout(0.25)),
        ("conv3", Conv2d(64, 128, 3, padding: 1)), ("relu3", ReLU()), ("pool3", MaxPool2d(2)), ("norm3", BatchNorm2d(128)), ("dropout3", Dropout(0.25)),
        ("flatten", Flatten()),
        ("dense1", Linear(1152, 128)), ("relu4", ReLU()), ("dropout4", Dropout(0.3)),
        ("dense2", Linear(128, 10)),
    ];

    internal static readonly TrainingOptions Recipe = new()
    {
        Epochs = 20,
        BatchSize = 64,
        Schedule = (optimizer, batches) => lr_scheduler.CosineAnnealingLR(optimizer, batches),
    };

    private static readonly TrainingOptions BlurredRecipe = Recipe with { Augmentation = new RandomBlur(0.5) };

    /// <summary>How it is trained and judged.</summary>
    public static ClassifierSystem Definition { get; } = new("webapp", "a nanodegree proposal, 2020", null,
    [
        new Protocol("clean", "54,000, validated on 6,000; last epoch, test read once", Network) { ValidationFraction = 0.1, Training = Recipe },
        new Protocol("blurred", "as clean, each image blurred half of the time", Network) { ValidationFraction = 0.1, Training = BlurredRecipe },
        new Protocol("edges", "as blurred, with Canny's edges as a second input", NetworkWithEdges) { ValidationFraction = 0.1, Training = BlurredRecipe },
    ]);

    /// <inheritdoc cref="ClassifierSystem.Train"/>
    public static SystemRun Train(FashionMnistData data, int seed = 1, int? epochs = null, string? protocol = null) => Definition.Train(data, seed, epochs, protocol);
}
