using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>Where and in which size a system runs; what is not set is as its recipe says.</summary>
public sealed record RunSettings
{
    /// <summary>Quick takes 5,000 training and 1,000 test images and at most two epochs, to see that everything works.</summary>
    public Profile Profile { get; init; } = Profile.Full;

    /// <summary>Epochs instead of the recipe's; its schedule is stretched to them.</summary>
    public int? Epochs { get; init; }

    /// <summary>Float32, or BFloat16 for mixed precision.</summary>
    public ScalarType Precision { get; init; } = ScalarType.Float32;

    /// <summary>Where to train; <see cref="Machine.Device"/> unless set.</summary>
    public Device Device { get; init; } = Machine.Device;

    /// <summary>Where checkpoints are kept, from which a run that was killed goes on; null keeps none.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Told how far training is; a line on the console unless set, null is silent.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; } = new ProgressBar();
}
