using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>
/// The collection's starting point: two padded 3x3 convolutions (32, 64), each with ReLU and 2x2 max pooling, then a dense
/// layer of 128. Nothing in it holds overfitting back; notebook 03 shows what follows, and chose the ten epochs.
/// </summary>
public static class Baseline
{
    /// <summary>N x 1 x 28 x 28 images of 0 to 1 to N x 10 logits; 421,642 parameters.</summary>
    public static Sequential Network(int seed)
    {
        using var generator = random.manual_seed(seed);
        return Sequential(
            ("conv1", Conv2d(1, 32, 3, padding: 1)), ("relu1", ReLU()), ("pool1", MaxPool2d(2)),
            ("conv2", Conv2d(32, 64, 3, padding: 1)), ("relu2", ReLU()), ("pool2", MaxPool2d(2)),
            ("flatten", Flatten()),
            ("dense1", Linear(3136, 128)), ("relu3", ReLU()),
            ("dense2", Linear(128, 10)));
    }

    /// <summary>How it is trained and judged.</summary>
    public static ClassifierSystem Definition { get; } = new("baseline", "this collection, notebook 03", null,
    [
        new Protocol("clean", "54,000, validated on 6,000; last epoch, test read once", Network)
        {
            ValidationFraction = 0.1,
            Training = new TrainingOptions { Epochs = 10, BatchSize = 128 },
        },
    ]);

    /// <inheritdoc cref="ClassifierSystem.Train"/>
    public static SystemRun Train(FashionMnistData data, int seed = 1, int? epochs = null, string? protocol = null) => Definition.Train(data, seed, epochs, protocol);
}
