using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// Samples ready for a network: one tensor of inputs and one of class indices, so that a batch is a slice and not a
/// collection of objects. Owns both tensors.
/// </summary>
public sealed class LabeledTensors : IDisposable
{
    /// <param name="inputs">Samples along the first dimension, e.g. N x 1 x 28 x 28, float32.</param>
    /// <param name="labels">N class indices, int64.</param>
    /// <param name="classNames">Names by class index; classes beyond them are known by their numbers.</param>
    /// <exception cref="ArgumentException">Labels are not N int64 class indices.</exception>
    public LabeledTensors(Tensor inputs, Tensor labels, IReadOnlyList<string>? classNames = null)
    {
        if (labels.dim() != 1 || labels.shape[0] != inputs.shape[0] || labels.dtype != ScalarType.Int64)
            throw new ArgumentException(
                $"{inputs.shape[0]} inputs need as many int64 class indices in one dimension, but the labels are {labels.dtype} of shape {string.Join(" x ", labels.shape)}.",
                nameof(labels));
        // The dataset outlives the scope it was made in.
        (Inputs, Labels, ClassNames) = (inputs.DetachFromDisposeScope(), labels.DetachFromDisposeScope(), classNames ?? []);
    }

    /// <summary>The images as N x 1 x Height x Width, scaled to 0 to 1 and, where a standardizer is given, standardized.</summary>
    public static LabeledTensors From(LabeledImages images, Standardizer? standardizer = null)
    {
        using var scope = NewDisposeScope();
        var scaled = Preprocess.Images(images);
        return new LabeledTensors(standardizer is null ? scaled : standardizer.Apply(scaled), Preprocess.Labels(images), images.ClassNames);
    }

    /// <summary>Samples along the first dimension.</summary>
    public Tensor Inputs { get; }

    /// <summary>The class index of each sample.</summary>
    public Tensor Labels { get; }

    /// <summary>Names by class index, as far as they are known.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Number of samples.</summary>
    public int Count => (int)Labels.shape[0];

    /// <inheritdoc/>
    public void Dispose()
    {
        Inputs.Dispose();
        Labels.Dispose();
    }
}
