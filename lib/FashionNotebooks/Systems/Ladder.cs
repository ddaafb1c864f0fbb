using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>
/// The steps of notebook 04, each on top of the one before, trained alike and long enough to see which pays when: the baseline's
/// network, with batch normalization, with dropout 0.25, 0.25 and 0.5 as well, and with mirrored and shifted images.
/// </summary>
public static class Ladder
{
    /// <summary>N x 1 x 28 x 28 images of 0 to 1 to N x 10 logits. With neither of the two it is <see cref="Baseline.Network"/>, weight by weight.</summary>
    /// <param name="seed">Of the initial weights.</param>
    /// <param name="normalized">Whether a batch normalization follows each convolution.</param>
    /// <param name="dropout">Whether a dropout follows each pooling and the first dense layer.</param>
    public static Sequential Network(int seed, bool normalized, bool dropout)
    {
        using var generator = random.manual_seed(seed);
        Module<Tensor, Tensor> Norm(int channels) => normalized ? BatchNorm2d(channels) : Identity();
        Module<Tensor, Tensor> Drop(double rate) => dropout ? Dropout(rate) : Identity();
        return Sequential(
            ("conv1", Conv2d(1, 32, 3, padding: 1)), ("norm1", Norm(32)), ("relu1", ReLU()), ("pool1", MaxPool2d(2)), ("dropout1", Drop(0.25)),
            ("conv2", Conv2d(32, 64, 3, padding: 1)), ("norm2", Norm(64)), ("relu2", ReLU()), ("pool2", MaxPool2d(2)), ("dropout2", Drop(0.25)),
            ("flatten", Flatten()),
            ("dense1", Linear(3136, 128)), ("relu3", ReLU()), ("dropout3", Drop(0.5)),
            ("dense2", Linear(128, 10)));
    }

    /// <summary>A garment is the same in the mirror and two pixels further left.</summary>
    public static IAugmentation Augmentation { get; } = new Compose(new RandomHorizontalFlip(), new RandomCrop(padding: 2));

    private static readonly TrainingOptions Recipe = new() { Epochs = 30, BatchSize = 128 };

    /// <summary>How it is trained and judged.</summary>
    public static ClassifierSystem Definition { get; } = new("ladder", "this collection, notebook 04", null,
    [
        Step("plain", "the baseline's network", normalized: false, dropout: false, Recipe),
        Step("normalized", "with batch normalization", normalized: true, dropout: false, Recipe),
        Step("dropout", "with batch normalization and dropout", normalized: true, dropout: true, Recipe),
        Step("augmented", "with both and augmentation", normalized: true, dropout: true, Recipe with { Augmentation = Augmentation }),
    ]);

    private static Protocol Step(string name, string what, bool normalized, bool dropout, TrainingOptions recipe) =>
        new(name, $"{what}; 54,000, validated on 6,000; last epoch", seed => Network(seed, normalized, dropout)) { ValidationFraction = 0.1, Training = recipe };
}
