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
}
