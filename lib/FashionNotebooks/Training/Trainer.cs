using System.Diagnostics;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>The training loop. Notebook 03 writes it out step by step.</summary>
public static class Trainer
{
    /// <summary>
    /// Trains a classifier with cross-entropy. Every epoch visits the samples in a new order drawn from the seed; the same
    /// seed on the same CPU gives the same numbers. Ctrl-C ends the run after the current batch, and the epochs finished so
    /// far are returned, marked as interrupted. A run that is killed and started again with
    /// <see cref="TrainingOptions.Resume"/> ends as if it had not been.
    /// </summary>
    /// <param name="model">Returns logits, samples x classes; left in evaluation mode on <see cref="TrainingOptions.Device"/>.</param>
    /// <param name="train">What to learn from.</param>
    /// <param name="validation">Measured after each epoch, never learned from; may be null.</param>
    /// <param name="options">Epochs, batch size, optimizer and so on.</param>
    /// <exception cref="ArgumentException">An option makes no sense, or the training set is empty.</exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number.</exception>
    /// <exception cref="InvalidDataException">The checkpoint to resume from is of another run, or no checkpoint.</exception>
    public static History Fit(Module<Tensor, Tensor> model, LabeledTensors train, LabeledTensors? validation, TrainingOptions options)
    {
        options.Validate(validation is not null);
        if (train.Count == 0)
            throw new ArgumentException("The training set is empty.", nameof(train));

        using var generator = random.manual_seed(options.Seed);
        using var interruption = new Interruption();
        using var scope = NewDisposeScope();
        using var run = new TrainingRun(model, train, options);
        using var best = new BestWeights(model);
        var epochs = new List<EpochResult>(run.Resume(best));

        while (epochs.Count < options.Epochs && !interruption.Requested && !(epochs.Count - best.Epoch >= options.Patience))
        {
            var clock = Stopwatch.StartNew();
            var epoch = epochs.Count + 1;
            var progress = new ProgressLine(options.Progress, $"epoch {epoch}/{options.Epochs}", train.Count);
            var learningRate = run.LearningRate;
            var trained = run.TrainEpoch(epoch, progress, interruption);
            if (trained is null)
            {
                progress.Finish("unfinished");
                break;
            }
            var validated = validation is null ? null : Evaluator.Measure(model, validation);
            var result = new EpochResult(
                epoch, trained.Loss, trained.Accuracy, validated?.Loss, validated?.Accuracy, learningRate, clock.Elapsed.TotalSeconds);
            epochs.Add(result);
            progress.Finish(Describe(result));
            if (validated is not null)
                best.Offer(epoch, validated.Loss);
            run.Save(epochs, best.Epoch);
        }

        if (interruption.Requested)
            options.Progress?.WriteLine($"interrupted; {epochs.Count} epochs kept");
        if (options.KeepBest)
            best.Restore();
        model.eval();
        return new History(epochs) { Interrupted = interruption.Requested };
    }

    private static string Describe(EpochResult result)
    {
        var text = Invariant($"loss {result.TrainLoss:F4}  accuracy {result.TrainAccuracy:F4}");
        if (result.ValidationLoss is { } loss)
            text += Invariant($"  validation loss {loss:F4}  accuracy {result.ValidationAccuracy:F4}");
        return Invariant($"{text}  {result.Seconds:F1} s");
    }
}
