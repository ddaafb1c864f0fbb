using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace FashionNotebooks.Training;

/// <summary>How to train. What is not set has the value a first attempt would take.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the training set, at least 1.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Samples a step, at least 1; the last batch of an epoch may be smaller.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Decides the order of samples and the random draws of layers such as dropout.</summary>
    public int Seed { get; init; }

    /// <summary>Makes the optimizer; Adam with PyTorch's defaults unless set.</summary>
    public Func<IEnumerable<Parameter>, Optimizer> Optimizer { get; init; } = parameters => optim.Adam(parameters);

    /// <summary>Makes a learning-rate schedule, which advances once an epoch; none unless set.</summary>
    public Func<Optimizer, lr_scheduler.LRScheduler>? Schedule { get; init; }

    /// <summary>Stop after this many epochs without a lower validation loss; null trains all epochs.</summary>
    public int? Patience { get; init; }

    /// <summary>At the end, give the model the weights of the epoch with the lowest validation loss instead of the last.</summary>
    public bool KeepBest { get; init; }

    /// <summary>Where to save last.dat and history.json each epoch, and best.dat at each lower validation loss; null saves nothing.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Where to train; the CPU unless set.</summary>
    public Device Device { get; init; } = CPU;

    /// <summary>Where the progress line goes; null is silent.</summary>
    public TextWriter? Progress { get; init; } = Console.Out;

    /// <exception cref="ArgumentException">An option makes no sense, or needs a validation set that is not there.</exception>
    internal void Validate(bool hasValidation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        if (Patience is { } patience)
            ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1, nameof(Patience));
        if (!hasValidation && Patience is not null)
            throw new ArgumentException("Early stopping watches the validation loss: give a validation set, or leave Patience null.");
        if (!hasValidation && KeepBest)
            throw new ArgumentException("The best epoch is the one with the lowest validation loss: give a validation set, or leave KeepBest false.");
    }
}
