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

    /// <summary>Fashion-MNIST, or its part for a quick run.</summary>
    internal FashionMnistData Data(int seed)
    {
        var data = FashionMnist.Load();
        return Profile == Profile.Quick ? new(data.Train.Subset(5_000, seed), data.Test.Subset(1_000, seed)) : data;
    }

    /// <summary>A recipe, trained where and how these settings say.</summary>
    internal TrainingOptions Apply(TrainingOptions recipe) => recipe with
    {
        Precision = Precision,
        Device = Device,
        CheckpointFolder = CheckpointFolder,
        Resume = CheckpointFolder is not null,
        Progress = Progress,
    };
}
