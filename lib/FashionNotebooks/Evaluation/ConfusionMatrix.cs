namespace FashionNotebooks;

/// <summary>One kind of mistake.</summary>
/// <param name="Truth">The true class.</param>
/// <param name="Predicted">The class it was taken for.</param>
/// <param name="Count">How often.</param>
/// <param name="Share">The same as a share of the true class's images, 0 to 1.</param>
public sealed record Confusion(int Truth, int Predicted, int Count, double Share);

/// <summary>How often each true class (row) was predicted as each class (column).</summary>
public sealed class ConfusionMatrix
{
    private readonly int[] truth, predicted;

    /// <param name="counts">Classes x classes, rows are true classes, columns predicted ones; kept, not copied.</param>
    /// <param name="classNames">One name a class, in index order; null names the classes by their numbers.</param>
    /// <exception cref="ArgumentException">The counts aren't square, a count is negative, or the names are not as many as the classes.</exception>
    public ConfusionMatrix(int[,] counts, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        classNames ??= LabeledImages.Numbered([], counts.GetLength(0));
        if (counts.GetLength(0) != counts.GetLength(1) || counts.Length == 0)
            throw new ArgumentException($"A confusion matrix has as many rows as columns, but this one has {counts.GetLength(0)} x {counts.GetLength(1)}.", nameof(counts));
        if (classNames.Count != counts.GetLength(0))
            throw new ArgumentException($"There are {counts.GetLength(0)} classes but {classNames.Count} names.", nameof(classNames));

        (Counts, ClassNames) = (counts, classNames);
        (truth, predicted) = (new int[classNames.Count], new int[classNames.Count]);
        for (var t = 0; t < classNames.Count; t++)
            for (var p = 0; p < classNames.Count; p++)
            {
                if (counts[t, p] < 0)
                    throw new ArgumentException($"The count of row {t}, column {p} is {counts[t, p]}; counts are 0 or more.", nameof(counts));
                truth[t] += counts[t, p];
                predicted[p] += counts[t, p];
            }
    }

    /// <summary>Rows are true classes, columns predicted ones.</summary>
    public int[,] Counts { get; }

    /// <summary>Names of the classes, in index order.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Number of images counted.</summary>
    public int Total => truth.Sum();

    /// <summary>The share of images on the diagonal, 0 to 1; 0 where there are no images.</summary>
    public double Accuracy => Share(Enumerable.Range(0, ClassNames.Count).Sum(c => Counts[c, c]), Total);

    /// <summary>Counts what was predicted for what.</summary>
    /// <param name="truth">The true class of each image.</param>
    /// <param name="predicted">The predicted class of each image.</param>
    /// <param name="classNames">One name a class, in index order.</param>
    /// <exception cref="ArgumentException">Truth and predictions differ in number, or hold something that is no class.</exception>
    public static ConfusionMatrix From(IReadOnlyList<int> truth, IReadOnlyList<int> predicted, IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(classNames);
        if (truth.Count != predicted.Count)
            throw new ArgumentException($"There are {truth.Count} true classes but {predicted.Count} predicted ones.", nameof(predicted));
        var counts = new int[classNames.Count, classNames.Count];
        for (var i = 0; i < truth.Count; i++)
            counts[Class(truth, i, nameof(truth)), Class(predicted, i, nameof(predicted))]++;
        return new ConfusionMatrix(counts, classNames);

        int Class(IReadOnlyList<int> classes, int index, string argument) => classes[index] >= 0 && classes[index] < classNames.Count
            ? classes[index]
            : throw new ArgumentException($"The class at index {index} is {classes[index]}, but classes go from 0 to {classNames.Count - 1}.", argument);
    }

    /// <summary>Counts what a model predicted for what.</summary>
    public static ConfusionMatrix From(Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return From(predictions.Truth, predictions.Predicted, predictions.ClassNames);
    }

    /// <summary>How many images are of a class.</summary>
    public int Support(int index) => truth[index];

    /// <summary>Of the images of a class, the share that was found, 0 to 1; 0 where there are none.</summary>
    public double Recall(int index) => Share(Counts[index, index], truth[index]);

    /// <summary>Of the images predicted as a class, the share that is of it, 0 to 1; 0 where there are none.</summary>
    public double Precision(int index) => Share(Counts[index, index], predicted[index]);

    /// <summary>Each row divided by its sum: the share of a class that was predicted as each class. A row without images stays 0.</summary>
    public double[,] Normalized()
    {
        var shares = new double[ClassNames.Count, ClassNames.Count];
        for (var t = 0; t < ClassNames.Count; t++)
            for (var p = 0; p < ClassNames.Count; p++)
                shares[t, p] = Share(Counts[t, p], truth[t]);
        return shares;
    }

    /// <summary>The pairs of classes most often mistaken, the most frequent first, equally frequent ones in class order; pairs never mistaken are left out.</summary>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<Confusion> MostConfused(int count = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var classes = Enumerable.Range(0, ClassNames.Count);
        return [.. classes
            .SelectMany(t => classes.Where(p => p != t && Counts[t, p] > 0).Select(p => new Confusion(t, p, Counts[t, p], Share(Counts[t, p], truth[t]))))
            .OrderByDescending(c => c.Count)
            .Take(count)];
    }

    /// <summary>
    /// A few classes looked at closely: all others become one, "all others", in the last row and column, so that supports,
    /// precisions and recalls stay what they are.
    /// </summary>
    /// <param name="classNames">The classes to keep, in the order wanted, each once.</param>
    /// <exception cref="ArgumentException">No class is named, one is not in the matrix, or one is named twice.</exception>
    public ConfusionMatrix Focus(params IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        if (classNames.FirstOrDefault(name => !ClassNames.Contains(name)) is { } unknown)
            throw new ArgumentException($"There is no class '{unknown}'; the classes are {string.Join(", ", ClassNames)}.", nameof(classNames));
        if (classNames.Count == 0 || classNames.Distinct().Count() < classNames.Count)
            throw new ArgumentException("Name at least one class, and each only once.", nameof(classNames));
        string[] names = classNames.Count < ClassNames.Count ? [.. classNames, "all others"] : [.. classNames];
        int[] places = [.. ClassNames.Select(name => Array.IndexOf(names, name) is >= 0 and var place ? place : names.Length - 1)];
        var counts = new int[names.Length, names.Length];
        for (var t = 0; t < places.Length; t++)
            for (var p = 0; p < places.Length; p++)
                counts[places[t], places[p]] += Counts[t, p];
        return new(counts, names);
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
