using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Web.Model;

/// <summary>A network with the weights that the repository keeps of it. For one thread.</summary>
internal sealed class KeptNetwork : IDisposable
{
    private readonly Module<Tensor, Tensor> model;
    private readonly bool averageMirrorImage;

    /// <summary>Loads the weights.</summary>
    /// <param name="name">As <see cref="TrainedModels"/> has it.</param>
    /// <exception cref="InvalidDataException">The weights are missing, or aren't those on record; the message says what to do.</exception>
    public KeptNetwork(string name)
    {
        model = TrainedModels.Load(name);
        averageMirrorImage = SystemCatalog.FindProtocol(name).Protocol.AveragesMirrorImage;
    }

    /// <summary>The probability of each class for each image, 0 to 1.</summary>
    /// <param name="images">At least one; 28 x 28 intensities each, 0 to 255, a garment on black.</param>
    public float[][] Probabilities(IReadOnlyList<byte[]> images)
    {
        using var inputs = LabeledTensors.From(new LabeledImages([.. images.SelectMany(image => image)], new byte[images.Count]));
        var all = Evaluator.Predict(model, inputs, averageMirrorImage).Probabilities;
        return [.. Enumerable.Range(0, images.Count).Select(i => Enumerable.Range(0, all.GetLength(1)).Select(c => all[i, c]).ToArray())];
    }

    public void Dispose() => model.Dispose();
}
