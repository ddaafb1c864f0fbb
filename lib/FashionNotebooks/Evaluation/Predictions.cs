namespace FashionNotebooks;

/// <summary>What a model said of one image.</summary>
/// <param name="Index">The image's place in the set.</param>
/// <param name="Truth">The true class.</param>
/// <param name="Predicted">The class with the highest probability.</param>
/// <param name="Confidence">The probability of the predicted class, 0 to 1.</param>
/// <param name="TruthProbability">The probability of the true class, 0 to 1.</param>
public sealed record Example(int Index, int Truth, int Predicted, float Confidence, float TruthProbability);

/// <summary>What a model said of a set of images, beside the truth: the input of every report.</summary>
public sealed class Predictions
{
    // Below this a probability has lost its digits; its loss would be 87.3 or infinite, by chance of rounding.
    internal const float SmallestProbability = 1.17549435e-38f;

    /// <param name="truth">The true class of each image.</param>
    /// <param name="probabilities">Images x classes, each row summing to 1.</param>
    /// <param name="classNames">A name for each class; null names the classes by their numbers.</param>
    /// <exception cref="ArgumentException">
    /// The rows are not as many as the images, there is no class, the names are not as many as the classes, a true class has
    /// no column, or a row is not probabilities: numbers from 0 to 1 that sum to 1 to within a thousandth.
    /// </exception>
    public Predictions(int[] truth, float[,] probabilities, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(probabilities);
        var classes = probabilities.GetLength(1);
        if (probabilities.GetLength(0) != truth.Length || classes == 0)
            throw new ArgumentException($"The probabilities of {truth.Length} images need {truth.Length} rows and a column for each class, but there are {probabilities.GetLength(0)} x {classes}.", nameof(probabilities));
        if (classNames is not null && classNames.Count != classes)
            throw new ArgumentException($"There are {classes} classes but {classNames.Count} names.", nameof(classNames));

        ClassNames = classNames ?? LabeledImages.Numbered([], classes);
        (Truth, Probabilities, Predicted, Confidence) = (truth, probabilities, new int[truth.Length], new float[truth.Length]);
        for (var i = 0; i < truth.Length; i++)
        {
            if (truth[i] < 0 || truth[i] >= classes)
                throw new ArgumentException($"The true class at index {i} is {truth[i]}, but the probabilities are of {classes} classes, 0 to {classes - 1}.", nameof(truth));
            var sum = 0.0;
            for (var c = 0; c < classes; c++)
            {
                var probability = probabilities[i, c];
                if (!(probability >= 0 && probability <= 1.001f))
                    throw NotProbabilities(i, Invariant($"holds {probability}"));
                sum += probability;
                if (probability > probabilities[i, Predicted[i]])
                    Predicted[i] = c;
            }
            if (Math.Abs(sum - 1) > 1e-3)
                throw NotProbabilities(i, Invariant($"sums to {sum:0.####}"));
            Confidence[i] = probabilities[i, Predicted[i]];
        }

        static ArgumentException NotProbabilities(int row, string what) =>
            new($"Row {row} {what}; a row is probabilities, from 0 to 1, that sum to 1. Of logits take the softmax first.", nameof(probabilities));
    }

    /// <summary>The true class of each image.</summary>
    public int[] Truth { get; }

    /// <summary>Images x classes, each row summing to 1.</summary>
    public float[,] Probabilities { get; }

    /// <summary>Names of the classes, in index order.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The class with the highest probability for each image, the first of equal ones.</summary>
    public int[] Predicted { get; }

    /// <summary>The probability of the predicted class for each image, 0 to 1.</summary>
    public float[] Confidence { get; }

    /// <summary>The share of images predicted right, 0 to 1; not a number where there are none.</summary>
    public double Accuracy => (double)CountRight() / Truth.Length;

    /// <summary>Where the accuracy on other images of this kind lies, 95 times in 100: Wilson's interval.</summary>
    /// <exception cref="InvalidOperationException">There are no images.</exception>
    public Interval AccuracyInterval => Truth.Length > 0
        ? Interval.Wilson(CountRight(), Truth.Length)
        : throw new InvalidOperationException("There are no images whose accuracy could be estimated.");

    /// <summary>
    /// Cross-entropy: the mean over the images of -ln(probability of the true class); not a number where there are
    /// none. A probability below 1.2e-38, the smallest that a float holds in full, counts as that much (a loss of 87.3).
    /// </summary>
    public double Loss => Truth.Select((truth, i) => -Math.Log(Math.Max(Probabilities[i, truth], SmallestProbability))).DefaultIfEmpty(double.NaN).Average();

    /// <summary>What was said of the images at the given indices, in that order, as <see cref="LabeledImages.Select"/> takes the images themselves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no image of that index.</exception>
    public Predictions Select(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        var (truth, probabilities) = (new int[indices.Count], new float[indices.Count, Probabilities.GetLength(1)]);
        for (var i = 0; i < indices.Count; i++)
        {
            if (indices[i] < 0 || indices[i] >= Truth.Length)
                throw new ArgumentOutOfRangeException(nameof(indices), indices[i], $"There are {Truth.Length} images, so an index goes from 0 to {Truth.Length - 1}.");
            truth[i] = Truth[indices[i]];
            for (var c = 0; c < probabilities.GetLength(1); c++)
                probabilities[i, c] = Probabilities[indices[i], c];
        }
        return new(truth, probabilities, ClassNames);
    }

    /// <summary>The images predicted wrong, the most confident first.</summary>
    public IReadOnlyList<Example> Misclassified() => Examples(right: false);

    /// <summary>The images predicted right, the most confident first.</summary>
    public IReadOnlyList<Example> Correct() => Examples(right: true);

    /// <summary>The probabilities of one image's classes.</summary>
    internal float[] Row(int index) => [.. Enumerable.Range(0, Probabilities.GetLength(1)).Select(c => Probabilities[index, c])];

    private int CountRight() => Truth.Zip(Predicted).Count(pair => pair.First == pair.Second);

    private Example[] Examples(bool right) => [.. Enumerable.Range(0, Truth.Length)
        .Where(i => (Predicted[i] == Truth[i]) == right)
        .OrderByDescending(i => Confidence[i])
        .Select(i => new Example(i, Truth[i], Predicted[i], Confidence[i], Probabilities[i, Truth[i]]))];
}
