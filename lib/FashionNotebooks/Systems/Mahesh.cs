using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>
/// C. Mahesh: unpadded 3x3 convolutions 32, 64, 64, the first two with 2x2 max pooling, then dense 64 and 10. RMSprop with
/// rate 0.0001 and decay 0.000001, batches of 512, 10 epochs, pixels of 0 to 255; 83.0 % and loss 0.4862 on the test images.
///
/// Two mistakes are worth seeing at work: the network ends in a sigmoid although exactly one class is right, and the pixels
/// are not scaled. The protocols take them away one at a time and, as "scaled-softmax", together; "corrected" also has a rate
/// that then fits: from 0.003 to 0 along half a cosine wave, tried on validation images.
/// </summary>
public static class Mahesh
{
    /// <summary>The network in the right form: N x 1 x 28 x 28 images to N x 10 logits; 93,322 parameters.</summary>
    public static Sequential Network(int seed) => Sequential(Layers(seed));

    /// <summary>The network as its author wrote it: the logits go through a sigmoid, and the loss makes shares of that.</summary>
    public static Sequential SigmoidNetwork(int seed) => Sequential([.. Layers(seed), ("sigmoid", Sigmoid()), ("shares", new LogShares())]);

    private static (string, Module<Tensor, Tensor>)[] Layers(int seed)
    {
        using var generator = random.manual_seed(seed);
        return
        [
            ("conv1", Conv2d(1, 32, 3)), ("relu1", ReLU()), ("pool1", MaxPool2d(2)),
            ("conv2", Conv2d(32, 64, 3)), ("relu2", ReLU()), ("pool2", MaxPool2d(2)),
            ("conv3", Conv2d(64, 64, 3)), ("relu3", ReLU()),
            ("flatten", Flatten()),
            ("dense1", Linear(576, 64)), ("relu4", ReLU()),
            ("dense2", Linear(64, 10)),
        ];
    }

    /// <summary>
    /// What Keras's categorical cross-entropy makes of outputs that are no probabilities: each is divided by the row's sum,
    /// and kept from 1e-7 to 1 - 1e-7. The logarithm follows here, so that our cross-entropy, whose softmax leaves
    /// logarithms of shares as they are, gives Keras's loss.
    /// </summary>
    private sealed class LogShares : Module<Tensor, Tensor>, IOnnxLayer
    {
        private const double Epsilon = 1e-7;

        public LogShares() : base(nameof(LogShares)) { }

        public override Tensor forward(Tensor outputs) => outputs.div(outputs.sum(dim: 1, keepdim: true)).clamp(Epsilon, 1 - Epsilon).log();

        public string Write(OnnxGraph graph, string input)
        {
            var shares = graph.Add("Div", [input, graph.Add("ReduceSum", [input, graph.Constant([1])])]);
            return graph.Add("Log", [graph.Add("Clip", [shares, graph.Constant(Epsilon), graph.Constant(1 - Epsilon)])]);
        }
    }

    private static readonly TrainingOptions CorrectedRecipe = new()
    {
        Epochs = 10,
        BatchSize = 512,
        Optimizer = parameters => optim.RMSProp(parameters, 0.003, alpha: 0.9, eps: 1e-7),
        Schedule = (optimizer, batches) => optim.lr_scheduler.CosineAnnealingLR(optimizer, batches),
    };

    // Keras 2's decay: the rate of batch t is rate / (1 + decay x t).
    private static TrainingOptions Recipe(double rate) => new()
    {
        Epochs = 10,
        BatchSize = 512,
        Optimizer = parameters => optim.RMSProp(parameters, rate, alpha: 0.9, eps: 1e-7),
        Schedule = (optimizer, _) => optim.lr_scheduler.LambdaLR(optimizer, batch => 1 / (1 + 1e-6 * batch)),
    };

    /// <summary>How it is trained and judged.</summary>
    public static ClassifierSystem Definition { get; } = new("mahesh", "C. Mahesh", "83.0 %, loss 0.4862 on the test images",
    [
        new Protocol("author", "all 60,000, pixels 0 to 255, sigmoid; last epoch", SigmoidNetwork) { Pixels = PixelValues.Unscaled, Training = Recipe(1e-4) },
        new Protocol("scaled", "all 60,000, pixels 0 to 1, still a sigmoid; last epoch", SigmoidNetwork) { Training = Recipe(1e-4) },
        new Protocol("softmax", "all 60,000, softmax, still pixels 0 to 255; last epoch", Network) { Pixels = PixelValues.Unscaled, Training = Recipe(1e-4) },
        new Protocol("scaled-softmax", "all 60,000, pixels 0 to 1, softmax, the author's rate; last epoch", Network) { Training = Recipe(1e-4) },
        new Protocol("corrected", "all 60,000, pixels 0 to 1, softmax, rate from 0.003 to 0; last epoch", Network) { KnownTestAccuracy = 0.8671, Training = CorrectedRecipe },
    ])
    {
        Figures = new([], [1.7513, 1.3411, 1.1062, 0.8768, 0.6616, 0.5665, 0.4979, 0.4623, 0.4335, 0.4099]),
    };

    /// <inheritdoc cref="ClassifierSystem.Train"/>
    public static SystemRun Train(FashionMnistData data, int seed = 1, int? epochs = null, string? protocol = null) => Definition.Train(data, seed, epochs, protocol);
}
