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
    /// <see cref="TrainingOptions.Resume"/> ends as if it had not been. What can be checked is checked before the first step.
    /// </summary>
    /// <param name="model">Returns logits, samples x classes; left in evaluation mode on <see cref="TrainingOptions.Device"/>.</param>
    /// <param name="train">What to learn from. A single sample left over at the end of an epoch joins the batch before it.</param>
    /// <param name="validation">Measured after each epoch, never learned from; may be null.</param>
    /// <param name="options">Epochs, batch size, optimizer and so on.</param>
    /// <exception cref="ArgumentException">An option makes no sense, a set is empty, or network, data and loss don't go together.</exception>
    /// <exception cref="PlatformNotSupportedException">The precision is bfloat16, in which this processor computes a layer wrongly.</exception>
    /// <exception cref="TrainingDivergedException">A loss, a weight or a running statistic became infinite or not a number.</exception>
    /// <exception cref="InvalidDataException">The checkpoint to resume from is of another run, or no checkpoint.</exception>
    public static History Fit(Module<Tensor, Tensor> model, LabeledTensors train, LabeledTensors? validation, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (train.Count == 0)
            throw new ArgumentException("The training set is empty.", nameof(train));
        if (validation?.Count == 0)
            throw new ArgumentException("The validation set is empty: give it images, or pass null.", nameof(validation));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(options.Stop);
        void OnCancel(object? sender, ConsoleCancelEventArgs args)
        {
            args.Cancel = true;
            stop.Cancel();
        }
        Console.CancelKeyPress += OnCancel;
        try
        {
            return Fit(model, train, validation, options, stop.Token);
        }
        finally
        {
            Console.CancelKeyPress -= OnCancel;
        }
    }

    private static History Fit(Module<Tensor, Tensor> model, LabeledTensors train, LabeledTensors? validation, TrainingOptions options, CancellationToken stop)
    {
        using var scope = NewDisposeScope();
        using var run = new TrainingRun(model, train, validation, options);
        using var generator = random.manual_seed(options.Seed);
        var epochs = new List<EpochResult>(run.Resume());
        options.Progress?.Report(new(epochs.Count + 1, options.Epochs));

        while (epochs.Count < options.Epochs && !stop.IsCancellationRequested)
        {
            var clock = Stopwatch.StartNew();
            var (epoch, learningRate) = (epochs.Count + 1, run.LearningRate);
            if (run.TrainEpoch(epoch, stop) is not { } trained)
                break;
            var validated = run.Validate(epoch);
            var result = new EpochResult(
                epoch, trained.Loss, trained.Accuracy, validated?.Loss, validated?.Accuracy, learningRate, clock.Elapsed.TotalSeconds);
            epochs.Add(result);
            options.Progress?.Report(new(epoch, options.Epochs, Done: 1, result.TrainLoss, result.Seconds, result));
            run.Save(epochs);
            options.OnEpoch?.Invoke(result);
        }

        model.eval();
        var interrupted = epochs.Count < options.Epochs;
        if (interrupted)
            options.Progress?.Report(new(epochs.Count + 1, options.Epochs, Stopped: true));
        return new History(epochs, interrupted);
    }
}
