namespace FashionNotebooks;

/// <summary>How many images each class has, relative to the most common one.</summary>
public sealed record ClassProfile
{
    private const int TailClasses = 3;

    private ClassProfile(string name, IReadOnlyList<double> shares, IReadOnlyList<int> rare) => (Name, Shares, Rare) = (name, shares, rare);

    /// <summary>Names it in tables and files.</summary>
    public string Name { get; }

    /// <summary>Of each class, as a share of the most common: above 0 and at most 1.</summary>
    public IReadOnlyList<double> Shares { get; }

    /// <summary>The classes on which a remedy is judged.</summary>
    public IReadOnlyList<int> Rare { get; }

    /// <summary>One class has a part of what all others have.</summary>
    /// <param name="label">The rare class, from 0 to <paramref name="classes"/> - 1.</param>
    /// <param name="ratio">How many times as many the others have; at least 1.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static ClassProfile OneRare(int label, double ratio, int classes = 10)
    {
        Check(ratio, classes, least: 1);
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, classes);
        return new(FormattableString.Invariant($"one rare class, 1 to {ratio}"), [.. Enumerable.Range(0, classes).Select(c => c == label ? 1 / ratio : 1)], [label]);
    }

    /// <summary>
    /// Each class has the same fraction of the one before it, in class order (Y. Cui et al., Class-Balanced Loss Based on
    /// Effective Number of Samples, 2019); the last three are the rare ones.
    /// </summary>
    /// <param name="ratio">How many times as many the first class has as the last; at least 1.</param>
    /// <param name="classes">Number of classes, at least 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static ClassProfile LongTail(double ratio, int classes = 10)
    {
        Check(ratio, classes, least: TailClasses + 1);
        return new(
            FormattableString.Invariant($"long tail, 1 to {ratio}"), [.. Enumerable.Range(0, classes).Select(c => Math.Pow(ratio, -(double)c / (classes - 1)))],
            [.. Enumerable.Range(classes - TailClasses, TailClasses)]);
    }

    /// <summary>Images of each class where the most common one has so many; at least one of each.</summary>
    public int[] Counts(int mostCommon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostCommon, 1);
        return [.. Shares.Select(share => Math.Max(1, (int)Math.Round(share * mostCommon)))];
    }

    /// <summary>Draws a training set of this profile at random; the images keep their order. Same seed, same images.</summary>
    /// <param name="images">To draw from.</param>
    /// <param name="mostCommon">Images of the most common class.</param>
    /// <param name="seed">Chooses the images.</param>
    /// <exception cref="ArgumentException">A class has fewer images than are wanted of it.</exception>
    public LabeledImages Draw(LabeledImages images, int mostCommon, int seed)
    {
        ArgumentNullException.ThrowIfNull(images);
        var (counts, there) = (Counts(mostCommon), images.CountPerClass());
        for (var label = 0; label < counts.Length; label++)
            if (there.ElementAtOrDefault(label) < counts[label])
                throw new ArgumentException($"{counts[label]} images of class {label} are wanted, but there are {there.ElementAtOrDefault(label)}; take fewer of the most common class.", nameof(images));
        return images.Select(images.DrawOfEach(counts, seed));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static void Check(double ratio, int classes, int least)
    {
        if (!(ratio >= 1 && double.IsFinite(ratio)))
            throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "The ratio is at least 1, such as 100.");
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, least);
    }
}
