namespace FashionNotebooks.Web.Model;

/// <summary>What the queue feeds: the model, or in tests what is to stand for it.</summary>
internal interface IClassifier : IDisposable
{
    /// <summary>The probability of each class for each image, 0 to 1, the mean of the networks that are to answer.</summary>
    float[][] Probabilities(IReadOnlyList<PhotoInput> images);
}
