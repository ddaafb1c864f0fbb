using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>A system trained and judged by one of its protocols.</summary>
/// <param name="Model">The trained network, in evaluation mode.</param>
/// <param name="History">Every epoch.</param>
/// <param name="Test">What it says of the test images.</param>
/// <param name="Record">The run as a file of data/results/ holds it.</param>
/// <param name="Predict">What it says of other images, prepared and predicted as the protocol has it.</param>
public sealed record SystemRun(Module<Tensor, Tensor> Model, History History, Predictions Test, RunRecord Record, Func<LabeledImages, Predictions> Predict)
{
    /// <summary>Trains and judges a system on Fashion-MNIST. Same seed, same CPU: same figures.</summary>
    /// <param name="system">Which one.</param>
    /// <param name="protocol">The name of one of its protocols; null takes the first.</param>
    /// <param name="seed">Of the split, the initial weights, the order of samples, augmentation and dropout.</param>
    /// <param name="settings">Where and in which size.</param>
    /// <exception cref="ArgumentException">The system has no such protocol.</exception>
    /// <exception cref="OperationCanceledException">Ctrl-C came before the last epoch.</exception>
    public static SystemRun Train(ClassifierSystem system, string? protocol = null, int seed = 1, RunSettings? settings = null) =>
        Train(system, protocol is null ? system.Protocols[0] : system.Protocol(protocol), seed, settings ?? new RunSettings());

    private static SystemRun Train(ClassifierSystem system, Protocol protocol, int seed, RunSettings settings)
    {
        var data = FashionMnist.Load();
        var quick = settings.Profile == Profile.Quick;
        var all = quick ? data.Train.Subset(5_000, seed) : data.Train;
        var test = quick ? data.Test.Subset(1_000, seed) : data.Test;
        var (train, validation) = protocol.ValidationFraction is { } fraction ? all.Split(fraction, seed) : (all, null);

        var prepare = protocol.Preparation(train);
        using var trainSet = prepare(train);
        using var validationSet = validation is null ? null : prepare(validation);
        using var testSet = prepare(test);

        var recipe = protocol.Training;
        var epochs = settings.Epochs ?? (quick ? Math.Min(2, recipe.Epochs) : recipe.Epochs);
        var model = protocol.Network(seed);
        var history = Trainer.Fit(model, trainSet, protocol.ValidatesOnTest ? testSet : validationSet, recipe with
        {
            Epochs = epochs,
            Seed = seed,
            Precision = settings.Precision,
            Device = settings.Device,
            CheckpointFolder = settings.CheckpointFolder,
            Resume = settings.CheckpointFolder is not null,
            Progress = settings.Progress,
        });
        if (history.Interrupted)
            throw new OperationCanceledException($"{system.Name} was interrupted after {history.Epochs.Count} of {epochs} epochs.");

        Predictions Predict(LabeledImages images)
        {
            using var prepared = prepare(images);
            return Evaluator.Predict(model, prepared, protocol.AveragesMirrorImage);
        }
        var predictions = Predict(test);
        var record = new RunRecord
        {
            System = system.Name,
            Protocol = protocol.Name,
            Description = protocol.Description,
            Seed = seed,
            Profile = settings.Profile.Name,
            Parameters = model.parameters().Where(weight => weight.requires_grad).Sum(weight => weight.numel()),
            TrainedOn = train.Count,
            Epochs = history.Epochs.Count,
            RecipeEpochs = recipe.Epochs,
            SecondsPerEpoch = Median(history.Epochs.Select(epoch => epoch.Seconds)),
            Precision = settings.Precision.ToString().ToLowerInvariant(),
            Device = settings.Device.type.ToString().ToLowerInvariant(),
            Threads = get_num_threads(),
            Validation = validationSet is null ? null : RunScores.Of(Evaluator.Predict(model, validationSet, protocol.AveragesMirrorImage)),
            Test = RunScores.Of(predictions),
            Curves = history.Epochs,
        };
        return new SystemRun(model, history, predictions, record, Predict);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
