using System.Diagnostics;
using FashionNotebooks.Data;
using FashionNotebooks.Evaluation;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.optim;

namespace FashionNotebooks.Training;

/// <summary>The training loop. Notebook 03 writes it out step by step.</summary>
public static class Trainer
{
    /// <summary>
    /// Trains a classifier with cross-entropy. Every epoch visits the samples in a new order drawn from the seed; the same
    /// seed on the same CPU gives the same numbers. Ctrl-C ends the run after the current batch, and the epochs finished so
    /// far are returned, marked as interrupted.
    /// </summary>
    /// <param name="model">Returns logits, samples x classes; left in evaluation mode on <see cref="TrainingOptions.Device"/>.</param>
    /// <param name="train">What to learn from.</param>
    /// <param name="validation">Measured after each epoch, never learned from; may be null.</param>
    /// <param name="options">Epochs, batch size, optimizer and so on.</param>
    /// <exception cref="ArgumentException">An option makes no sense, or the training set is empty.</exception>
    public static History Fit(Module<Tensor, Tensor> model, TensorDataset train, TensorDataset? validation, TrainingOptions options)
    {
        options.Validate(validation is not null);
        if (train.Count == 0)
            throw new ArgumentException("The training set is empty.", nameof(train));

        using var generator = random.manual_seed(options.Seed);
        var shuffle = new SeededRandom(options.Seed);
        using var interruption = new Interruption();
        using var scope = NewDisposeScope();
        model.to(options.Device);
        var inputs = train.Inputs.to(options.Device);
        var labels = train.Labels.to(options.Device);
        using var optimizer = options.Optimizer(model.parameters());
        var schedule = options.Schedule?.Invoke(optimizer);
        using var best = new BestWeights(model);
        var epochs = new List<EpochResult>();

        for (var epoch = 1; epoch <= options.Epochs && !interruption.Requested; epoch++)
        {
            var clock = Stopwatch.StartNew();
            var progress = new ProgressLine(options.Progress, $"epoch {epoch}/{options.Epochs}", train.Count);
            var learningRate = optimizer.ParamGroups.First().LearningRate;
            var trained = TrainEpoch(model, inputs, labels, optimizer, shuffle, options.BatchSize, progress, interruption);
            if (interruption.Requested)
            {
                progress.Finish("unfinished");
                break;
            }
            var validated = validation is null ? null : Evaluator.Measure(model, validation, options.Device);
            var result = new EpochResult(
                epoch, trained.Loss, trained.Accuracy, validated?.Loss, validated?.Accuracy, learningRate, clock.Elapsed.TotalSeconds);
            epochs.Add(result);
            progress.Finish(Describe(result));

            if (validated is not null)
                best.Offer(epoch, validated.Loss);
            if (options.CheckpointFolder is { } folder)
                SaveCheckpoint(folder, model, new History(epochs), isBest: best.Epoch == epoch);
            schedule?.step();
            if (epoch - best.Epoch >= options.Patience)
                break;
        }

        if (interruption.Requested)
            options.Progress?.WriteLine($"interrupted; {epochs.Count} epochs kept");
        if (options.KeepBest)
            best.Restore();
        model.eval();
        return new History(epochs) { Interrupted = interruption.Requested };
    }

    private static Measurement TrainEpoch(
        Module<Tensor, Tensor> model, Tensor inputs, Tensor labels, Optimizer optimizer,
        SeededRandom shuffle, int batchSize, ProgressLine progress, Interruption interruption)
    {
        using var epochScope = NewDisposeScope();
        model.train();
        var count = (int)labels.shape[0];
        var order = tensor(Array.ConvertAll(shuffle.Permutation(count), index => (long)index)).to(inputs.device);
        // Sums stay on the device: reading a number back at every step would make a GPU wait.
        var lossSum = zeros(1, device: inputs.device);
        var correctSum = zeros(1, dtype: ScalarType.Int64, device: inputs.device);
        var seen = 0;
        while (seen < count && !interruption.Requested)
        {
            using var step = NewDisposeScope();
            var size = Math.Min(batchSize, count - seen);
            var batch = order.narrow(0, seen, size);
            var (x, y) = (inputs.index_select(0, batch), labels.index_select(0, batch));

            optimizer.zero_grad();
            var logits = model.call(x);
            var loss = functional.cross_entropy(logits, y);
            loss.backward();
            optimizer.step();

            lossSum.add_(loss.detach(), size);
            correctSum.add_(logits.argmax(1).eq(y).sum());
            seen += size;
            var seenSoFar = seen;
            progress.Report(seen, () => $"loss {lossSum.item<float>() / seenSoFar:F4}");
        }
        return new Measurement(lossSum.item<float>() / (double)seen, correctSum.item<long>() / (double)seen);
    }

    private static void SaveCheckpoint(string folder, Module<Tensor, Tensor> model, History history, bool isBest)
    {
        Checkpoint.Save(model, Path.Combine(folder, "last.dat"));
        if (isBest)
            Checkpoint.Save(model, Path.Combine(folder, "best.dat"));
        history.Save(Path.Combine(folder, "history.json"));
    }

    private static string Describe(EpochResult result)
    {
        var text = $"loss {result.TrainLoss:F4}  accuracy {result.TrainAccuracy:F4}";
        if (result.ValidationLoss is { } loss)
            text += $"  validation loss {loss:F4}  accuracy {result.ValidationAccuracy:F4}";
        return $"{text}  {result.Seconds:F1} s";
    }
}
