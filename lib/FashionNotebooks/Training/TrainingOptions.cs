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

    /// <summary>
    /// Makes a learning-rate schedule, which takes a step a batch; it is told the number of batches of the whole run. None
    /// unless set. It is made twice, since it is tried before training.
    /// </summary>
    public Func<Optimizer, int, lr_scheduler.LRScheduler>? Schedule { get; init; }

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

    /// <summary>Where to save last.dat (the weights) and resume.dat (all that a run needs to go on) after each epoch; null saves nothing.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Go on after the last epoch that <see cref="CheckpointFolder"/> holds; begin anew where it holds none.</summary>
    public bool Resume { get; init; }

    /// <summary>Where to train; <see cref="Machine.Device"/> unless set.</summary>
    public Device Device { get; init; } = Machine.Device;

    /// <summary>Told a few times a second how far an epoch is, and what it came to; a line on the console unless set, null is silent.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; } = new ProgressBar();

    /// <summary>Called after each epoch, when it is saved: the model has the epoch's weights, and is measured.</summary>
    public Action<EpochResult>? OnEpoch { get; init; }

    /// <summary>Ends the run after the batch under way, as Ctrl-C does; early stopping cancels it in <see cref="OnEpoch"/>.</summary>
    public CancellationToken Stop { get; init; }

    /// <exception cref="ArgumentException">An option makes no sense, or the folder can't be written to.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(PlainEpochs);
        if (!(LabelSmoothing >= 0 && LabelSmoothing < 1))
            throw new ArgumentException(Invariant($"LabelSmoothing is {LabelSmoothing}; it is a share from 0 to below 1, such as 0.1."));
        if (Loss is not null && (LabelSmoothing > 0 || Mixing is not null))
            throw new ArgumentException("LabelSmoothing and Mixing change the targets of cross-entropy: leave them out, or leave Loss null.");
        if (Precision is not (ScalarType.Float32 or ScalarType.BFloat16))
            throw new ArgumentException($"Precision is {Precision}; training computes in Float32 or in BFloat16.");
        if (CheckpointFolder is null)
        {
            if (Resume)
                throw new ArgumentException("To resume, say from where: set CheckpointFolder.");
            return;
        }
        try
        {
            Directory.CreateDirectory(CheckpointFolder);
            using var trial = new FileStream(
                Path.Combine(CheckpointFolder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"CheckpointFolder is {CheckpointFolder}, where nothing can be saved: {error.Message} Name a folder that can be written to.", error);
        }
    }
}
