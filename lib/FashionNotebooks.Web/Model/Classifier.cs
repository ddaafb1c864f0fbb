using FashionNotebooks.Data;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Systems;
using FashionNotebooks.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Web.Model;

/// <summary>The collection's best small model with the weights that the repository keeps, so that it works before anything was trained. For one thread.</summary>
internal sealed class Classifier : IClassifier
{
    /// <summary>The system whose weights are used.</summary>
    public const string System = "regularized";

    /// <summary>Rows of an image, and columns.</summary>
    public const int Side = 28;

    /// <summary>Bytes of an image.</summary>
    public const int PixelCount = Side * Side;

    private readonly Module<Tensor, Tensor> model;
    private readonly bool averageMirrorImage;

    /// <summary>Loads the weights. Half of the cores are the model's; the others read photos meanwhile.</summary>
    /// <exception cref="InvalidDataException">The weights are missing, or aren't those on record; the message says what to do.</exception>
    public Classifier()
    {
        set_num_threads(Math.Max(1, Environment.ProcessorCount / 2));
        model = TrainedModels.Load(System);
        averageMirrorImage = SystemCatalog.Find(System).Protocol(TrainedModels.Record(System).Protocol).AveragesMirrorImage;
    }

    /// <inheritdoc/>
    public float[][] Probabilities(IReadOnlyList<byte[]> images)
    {
        var pixels = new byte[images.Count * PixelCount];
        for (var i = 0; i < images.Count; i++)
            images[i].CopyTo(pixels, i * PixelCount);
        using var inputs = TensorDataset.From(new LabeledImages(pixels, new byte[images.Count]));
        var all = Evaluator.Predict(model, inputs, averageMirrorImage).Probabilities;
        return [.. Enumerable.Range(0, images.Count).Select(i => Enumerable.Range(0, all.GetLength(1)).Select(c => all[i, c]).ToArray())];
    }

    /// <inheritdoc/>
    public void Dispose() => model.Dispose();
}
