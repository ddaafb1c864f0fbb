using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>A system trained and judged by one of its protocols.</summary>
/// <param name="Model">The trained network, in evaluation mode.</param>
/// <param name="Options">How it was trained.</param>
/// <param name="History">Every epoch.</param>
/// <param name="TrainedOn">Images trained on.</param>
/// <param name="Test">What it says of the test images.</param>
/// <param name="Validation">What it says of the images held out for validation; null where there were none.</param>
/// <param name="Predict">What it says of other images, prepared and predicted as the protocol has it.</param>
public sealed record SystemRun(
    Module<Tensor, Tensor> Model,
    TrainingOptions Options,
    History History,
    int TrainedOn,
    Predictions Test,
    Predictions? Validation,
    Func<LabeledImages, Predictions> Predict);
