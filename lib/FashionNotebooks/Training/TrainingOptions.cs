using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace FashionNotebooks;

/// <summary>How to train. What is not set has the value a first attempt would take.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the training set, at least 1.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Samples a step, at least 1; the last batch of an epoch may be smaller.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Decides the order of samples and the random draws of augmentation and of layers such as dropout.</summary>
    public int Seed { get; init; }

    /// <summary>Makes the optimizer; Adam with PyTorch's defaults unless set.</summary>
    public Func<IEnumerable<Parameter>, Optimizer> Optimizer { get; init; } = parameters => optim.Adam(parameters);

    /// <summary>Makes a learning-rate schedule, which advances once an epoch; none unless set.</summary>
    public Func<Optimizer, lr_scheduler.LRScheduler>? Schedule { get; init; }

    /// <summary>Makes a schedule that advances once a batch; it is told the number of batches of the whole run. None unless set.</summary>
    public Func<Optimizer, int, lr_scheduler.LRScheduler>? BatchSchedule { get; init; }

    /// <summary>Changes the images of each batch before the network sees them; none unless set. Validation images stay as they are.</summary>
    public IAugmentation? Augmentation { get; init; }

    /// <summary>How many of the last epochs see the images as they are, without augmentation and mixing; at least 0.</summary>
    public int PlainEpochs { get; init; }

    /// <summary>Mixes the images of each batch, after augmentation, and their targets likewise; none unless set.</summary>
    public IMixing? Mixing { get; init; }

    /// <summary>Share of each target that is spread evenly over all classes (Szegedy et al. 2016), from 0 to below 1; training loss only.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>
    /// Gives the training loss, a scalar, of a batch's logits, N x classes, and its N int64 class indices, such as one of
    /// <see cref="Losses"/>; cross-entropy unless set. Validation loss is always cross-entropy.
    /// </summary>
    public Func<Tensor, Tensor, Tensor>? Loss { get; init; }

    /// <summary>
    /// What convolutions and dense layers compute with: Float32, or BFloat16 for mixed precision, where the optimizer still
    /// changes float32 weights. Processors and GPUs with bfloat16 arithmetic are up to twice as fast with it, others slower.
    /// </summary>
    public ScalarType Precision { get; init; } = ScalarType.Float32;

    /// <summary>Stop after this many epochs without a lower validation loss; null trains all epochs.</summary>
    public int? Patience { get; init; }

    /// <summary>At the end, give the model the weights of the epoch with the lowest validation loss instead of the last.</summary>
    public bool KeepBest { get; init; }

    /// <summary>
    /// Where to save last.dat, history.json and resume.dat each epoch, and best.dat at each lower validation loss; null
    /// saves nothing.
    /// </summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Go on after the last epoch that <see cref="CheckpointFolder"/> holds; begin anew where it holds none.</summary>
    public bool Resume { get; init; }

    /// <summary>Where to train; <see cref="Machine.Device"/> unless set.</summary>
    public Device Device { get; init; } = Machine.Device;

    /// <summary>Where the progress line goes; null is silent.</summary>
    public TextWriter? Progress { get; init; } = Console.Out;

    /// <exception cref="ArgumentException">An option makes no sense, or needs a validation set that is not there.</exception>
    internal void Validate(bool hasValidation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(PlainEpochs);
        if (Patience is { } patience)
            ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1, nameof(Patience));
        if (!(LabelSmoothing >= 0 && LabelSmoothing < 1))
            throw new ArgumentException(Invariant($"LabelSmoothing is {LabelSmoothing}; it is a share from 0 to below 1, such as 0.1."));
        if (Loss is not null && (LabelSmoothing > 0 || Mixing is not null))
            throw new ArgumentException("LabelSmoothing and Mixing change the targets of cross-entropy: leave them out, or leave Loss null.");
        if (Precision is not (ScalarType.Float32 or ScalarType.BFloat16))
            throw new ArgumentException($"Precision is {Precision}; training computes in Float32 or in BFloat16.");
        if (Resume && CheckpointFolder is null)
            throw new ArgumentException("To resume, say from where: set CheckpointFolder.");
        if (!hasValidation && Patience is not null)
            throw new ArgumentException("Early stopping watches the validation loss: give a validation set, or leave Patience null.");
        if (!hasValidation && KeepBest)
            throw new ArgumentException("The best epoch is the one with the lowest validation loss: give a validation set, or leave KeepBest false.");
    }
}
