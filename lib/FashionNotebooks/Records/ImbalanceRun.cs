namespace FashionNotebooks;

/// <summary>One model trained on classes of unequal size, and what it makes of test images whose classes are equally many.</summary>
/// <param name="Profile">Name of the training set's class profile.</param>
/// <param name="Remedy">What was done about it.</param>
/// <param name="Seed">Of the images drawn, the initial weights, the order of samples and dropout.</param>
/// <param name="Images">Images in the training set, before any are repeated.</param>
/// <param name="Accuracy">On the test images, 0 to 1.</param>
/// <param name="RareRecall">Of the test images of the rare classes, the share that was found: the mean over these classes.</param>
/// <param name="Recall">The share found of each class, in class order.</param>
public sealed record ImbalanceRun(string Profile, string Remedy, int Seed, int Images, double Accuracy, double RareRecall, IReadOnlyList<double> Recall)
{
    /// <summary>The figures of predictions.</summary>
    /// <param name="profile">The class profile trained on.</param>
    /// <param name="remedy">What was done about it.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="images">Images in the training set.</param>
    /// <param name="predictions">On test images.</param>
    public static ImbalanceRun Of(ClassProfile profile, string remedy, int seed, int images, Predictions predictions)
    {
        var matrix = ConfusionMatrix.From(predictions);
        double[] recall = [.. Enumerable.Range(0, matrix.ClassNames.Count).Select(matrix.Recall)];
        return new(profile.Name, remedy, seed, images, predictions.Accuracy, profile.Rare.Average(label => recall[label]), recall);
    }
}
