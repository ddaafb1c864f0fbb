namespace FashionNotebooks.Web.Model;

/// <summary>What the queue feeds: the model, or in tests what is to stand for it.</summary>
internal interface IClassifier : IDisposable
{
    /// <summary>The probability of each class for each image, 0 to 1.</summary>
    /// <param name="images">28 x 28 intensities each, 0 to 255, a garment on black.</param>
    float[][] Probabilities(IReadOnlyList<byte[]> images);
}
