using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>What a network is given of a pixel of 0 to 255.</summary>
public enum PixelValues
{
    /// <summary>0 to 255.</summary>
    Unscaled,

    /// <summary>0 to 1.</summary>
    Scaled,

    /// <summary>Zero mean and unit variance over the images trained on.</summary>
    Standardized,
}

/// <summary>
/// One way to train and judge a system: network, what it sees of the images, which images validate, how it is trained.
/// The test images are read once, after the last epoch, unless <see cref="ValidatesOnTest"/> says otherwise.
/// </summary>
/// <param name="Name">Names it in commands and in file names: lower-case words joined by hyphens.</param>
/// <param name="Description">What was trained on and what was chosen on what, for the reader of a table.</param>
/// <param name="Network">Makes the network with its initial weights from a seed.</param>
public sealed record Protocol(string Name, string Description, Func<int, Module<Tensor, Tensor>> Network)
{
    /// <summary>What the network sees of a pixel.</summary>
    public PixelValues Pixels { get; init; } = PixelValues.Scaled;

    /// <summary>Share of the 60,000 training images that validates and isn't trained on; null trains on all.</summary>
    public double? ValidationFraction { get; init; }

    /// <summary>Whether the test images are measured after every epoch, as some authors do, which flatters whoever then chooses.</summary>
    public bool ValidatesOnTest { get; init; }

    /// <summary>Whether a prediction is the mean of those for the image and for its mirror image.</summary>
    public bool AveragesMirrorImage { get; init; }

    /// <summary>
    /// Test accuracy of an earlier recipe, 0 to 1, that was known when this one was made; null where none was. Tables mark such
    /// a protocol: its figure may flatter it.
    /// </summary>
    public double? KnownTestAccuracy { get; init; }

    /// <summary>Epochs, batch size, optimizer and so on; the seed is set by the run.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>Makes images into what the network sees; what is fitted is fitted on the images trained on.</summary>
    /// <param name="train">The images trained on.</param>
    public Func<LabeledImages, LabeledTensors> Preparation(LabeledImages train)
    {
        switch (Pixels)
        {
            case PixelValues.Unscaled:
                return images => LabeledTensors.From(images, batch => batch.to(ScalarType.Float32));
            case PixelValues.Standardized:
                var standardizer = Standardizer.Fit(train);
                return images => LabeledTensors.From(images, standardizer);
            default:
                return images => LabeledTensors.From(images);
        }
    }

    /// <summary>Writes a network trained by this protocol as ONNX, with what the protocol does to pixels and predictions.</summary>
    /// <param name="network">Trained; on any device.</param>
    /// <param name="path">The file, which is replaced where there is one.</param>
    /// <param name="train">The images trained on, which standardized pixels ask for.</param>
    /// <exception cref="ArgumentException">The pixels are standardized and no images given.</exception>
    /// <exception cref="NotSupportedException">A layer can't be written; the message names it.</exception>
    public void SaveOnnx(Module<Tensor, Tensor> network, string path, LabeledImages? train = null) => ModelFile.SaveOnnx(network, path, Pixels switch
    {
        PixelValues.Scaled => null,
        PixelValues.Unscaled => new Standardizer(0, 1.0 / 255),
        _ => Standardizer.Fit(train ?? throw new ArgumentException($"The protocol {Name} standardizes pixels over the images trained on: give them.", nameof(train))),
    }, AveragesMirrorImage, FashionMnist.ClassNames);

    /// <summary>Trains and judges by this protocol. Same seed, same CPU: same figures.</summary>
    /// <param name="data">What is trained on, after the split, and what is judged on: Fashion-MNIST or parts of it.</param>
    /// <param name="seed">Of the split, the initial weights, the order of samples, augmentation and dropout.</param>
    /// <param name="change">What is to be other than in <see cref="Training"/>: epochs, device, checkpoints, who watches.</param>
    /// <exception cref="TrainingDivergedException">A loss, a weight or a running statistic became infinite or not a number.</exception>
    /// <exception cref="OperationCanceledException">Ctrl-C came before the last epoch.</exception>
    public SystemRun Train(FashionMnistData data, int seed = 1, Func<TrainingOptions, TrainingOptions>? change = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var (train, validation) = ValidationFraction is { } fraction ? data.Train.Split(fraction, seed) : (data.Train, null);
        var prepare = Preparation(train);
        using var trainSet = prepare(train);
        using var validationSet = validation is null ? null : prepare(validation);
        using var testSet = prepare(data.Test);

        var options = Training with { Seed = seed };
        options = change is null ? options : change(options);
        var model = Network(seed);
        var history = Trainer.Fit(model, trainSet, ValidatesOnTest ? testSet : validationSet, options);
        if (history.Interrupted && !options.Stop.IsCancellationRequested)
            throw new OperationCanceledException($"Training was interrupted after {history.Epochs.Count} of {options.Epochs} epochs.");

        Predictions Judge(LabeledTensors set) => Evaluator.Predict(model, set, AveragesMirrorImage);
        return new SystemRun(model, options, history, train.Count, Judge(testSet), validationSet is null ? null : Judge(validationSet), images =>
        {
            using var prepared = prepare(images);
            return Judge(prepared);
        });
    }
}
