using static TorchSharp.torch;

namespace FashionNotebooks.Web.Model;

/// <summary>The networks that answer for photos. Half of the cores are theirs; the others read photos meanwhile. For one thread.</summary>
internal sealed class Classifier : IClassifier
{
    /// <summary>Rows of an image, and columns.</summary>
    public const int Side = GarmentPhoto.Size;

    /// <summary>Bytes of an image.</summary>
    public const int PixelCount = Side * Side;

    private readonly PhotoModel model;

    /// <summary>Loads the weights.</summary>
    /// <exception cref="InvalidDataException">The weights are missing, or aren't those on record; the message says what to do.</exception>
    public Classifier()
    {
        set_num_threads(Math.Max(1, Environment.ProcessorCount / 2));
        model = new PhotoModel();
    }

    /// <inheritdoc/>
    public float[][] Probabilities(IReadOnlyList<PhotoInput> images) => model.Probabilities(images);

    /// <inheritdoc/>
    public void Dispose() => model.Dispose();
}
