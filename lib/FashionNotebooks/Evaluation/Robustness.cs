namespace FashionNotebooks;

/// <summary>How much of its accuracy a model keeps where images are worse than those it knows.</summary>
public static class Robustness
{
    /// <summary>The accuracy, 0 to 1, by the corruption's name, for each severity from the mildest to the worst.</summary>
    /// <param name="predict">The model: predictions of images as the dataset has them, which it prepares itself.</param>
    /// <param name="images">What to make worse, such as the test images.</param>
    /// <param name="seed">The same seed makes the images worse in the same way, whatever the model.</param>
    /// <param name="progress">Where a line for each corruption goes; null is silent.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<double>> Measure(Func<LabeledImages, Predictions> predict, LabeledImages images, int seed = 1, TextWriter? progress = null)
    {
        ArgumentNullException.ThrowIfNull(predict);
        ArgumentNullException.ThrowIfNull(images);
        var accuracies = new Dictionary<string, IReadOnlyList<double>>();
        foreach (var corruption in Corruption.All)
        {
            accuracies[corruption.Name] = [.. Enumerable.Range(1, Corruption.Severities).Select(severity => predict(corruption.Apply(images, severity, seed)).Accuracy)];
            progress?.WriteLine($"{corruption.Name,-10} {string.Join("  ", accuracies[corruption.Name].Select(accuracy => FormattableString.Invariant($"{100 * accuracy:F2} %")))}");
        }
        return accuracies;
    }
}
