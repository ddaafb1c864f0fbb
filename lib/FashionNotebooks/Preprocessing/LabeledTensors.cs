using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// Samples for a network: one tensor of inputs and one of class indices, so that a batch is a slice and not a collection of
/// objects. Images stay the bytes that they are; a batch of them is made what the network takes when it is asked for, where
/// the tensors are. Owns both tensors.
/// </summary>
public sealed class LabeledTensors : IDisposable
{
    private readonly Func<Tensor, Tensor> prepare;

    /// <param name="inputs">Samples along the first dimension, e.g. N x 1 x 28 x 28: uint8 intensities, or floating point.</param>
    /// <param name="labels">N class indices, int64.</param>
    /// <param name="classNames">Names by class index; classes beyond them are known by their numbers.</param>
    /// <param name="prepare">Makes a batch what the network takes; unless given, intensities are scaled to 0 to 1 and other inputs stay as they are.</param>
    /// <exception cref="ArgumentException">Inputs are whole numbers other than uint8, or labels are not N int64 class indices.</exception>
    public LabeledTensors(Tensor inputs, Tensor labels, IReadOnlyList<string>? classNames = null, Func<Tensor, Tensor>? prepare = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        var isBytes = inputs.dtype == ScalarType.Byte;
        if (inputs.dim() == 0 || !isBytes && !inputs.is_floating_point())
            throw new ArgumentException(
                $"Inputs are samples along the first dimension, uint8 intensities or floating point, but these are {inputs.dtype} of shape {string.Join(" x ", inputs.shape)}.",
                nameof(inputs));
        if (labels.dim() != 1 || labels.shape[0] != inputs.shape[0] || labels.dtype != ScalarType.Int64)
            throw new ArgumentException(
                $"{inputs.shape[0]} inputs need as many int64 class indices in one dimension, but the labels are {labels.dtype} of shape {string.Join(" x ", labels.shape)}.",
                nameof(labels));
        // The dataset outlives the scope it was made in.
        (Inputs, Labels, ClassNames) = (inputs.DetachFromDisposeScope(), labels.DetachFromDisposeScope(), classNames ?? []);
        this.prepare = prepare ?? (isBytes ? Preprocess.Scale : batch => batch);
    }

    /// <summary>The images as N x 1 x Height x Width; batches of them are scaled to 0 to 1 and, where a standardizer is given, standardized.</summary>
    public static LabeledTensors From(LabeledImages images, Standardizer? standardizer = null) =>
        From(images, standardizer is null ? Preprocess.Scale : batch => standardizer.Apply(Preprocess.Scale(batch)));

    /// <summary>The images as N x 1 x Height x Width.</summary>
    /// <param name="images">N images.</param>
    /// <param name="prepare">Makes a batch of intensities, uint8, what the network takes.</param>
    public static LabeledTensors From(LabeledImages images, Func<Tensor, Tensor> prepare)
    {
        using var scope = NewDisposeScope();
        return new LabeledTensors(Preprocess.AddChannel(Preprocess.Intensities(images)), Preprocess.Labels(images), images.ClassNames, prepare);
    }

    /// <summary>Samples along the first dimension, as they are kept: of images the intensities, uint8.</summary>
    public Tensor Inputs { get; }

    /// <summary>The class index of each sample.</summary>
    public Tensor Labels { get; }

    /// <summary>Names by class index, as far as they are known.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Number of samples.</summary>
    public int Count => (int)Labels.shape[0];

    /// <summary>The samples of the given indices as a network takes them, and their class indices.</summary>
    /// <param name="indices">int64, each from 0 to Count - 1, on the tensors' device.</param>
    public (Tensor Inputs, Tensor Labels) Batch(Tensor indices) => (prepare(Inputs.index_select(0, indices)), Labels.index_select(0, indices));

    /// <summary>So many samples from one on, as <see cref="Batch"/> gives them; views, where nothing has to be changed.</summary>
    internal (Tensor Inputs, Tensor Labels) Slice(int start, int count) => (prepare(Inputs.narrow(0, start, count)), Labels.narrow(0, start, count));

    /// <summary>The same samples on a device: these where they are there already, else a copy, which is the caller's to dispose.</summary>
    internal LabeledTensors To(Device device) =>
        Inputs.device_type == device.type ? this : new LabeledTensors(Inputs.to(device), Labels.to(device), ClassNames, prepare);

    /// <inheritdoc/>
    public void Dispose()
    {
        Inputs.Dispose();
        Labels.Dispose();
    }
}
