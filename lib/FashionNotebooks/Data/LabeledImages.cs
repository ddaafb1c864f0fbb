namespace FashionNotebooks;

/// <summary>
/// Grey images of one size with a class label each, as the dataset stores them: one byte a pixel, 0 (black) to 255 (white),
/// row by row, image after image.
/// </summary>
public sealed class LabeledImages
{
    private readonly byte[] pixels;
    private readonly byte[] labels;

    /// <param name="pixels">Count x height x width intensities, 0 to 255; kept, not copied.</param>
    /// <param name="labels">One class index an image; kept, not copied.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    /// <param name="classNames">Names by class index; null names the classes by their numbers.</param>
    /// <exception cref="ArgumentException">The number of pixels is not labels x height x width, or a label has no name.</exception>
    public LabeledImages(byte[] pixels, byte[] labels, int height = 28, int width = 28, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (pixels.LongLength != (long)labels.Length * height * width)
            throw new ArgumentException(
                $"{labels.Length} labels of {height}x{width} images need {(long)labels.Length * height * width} pixels, but there are {pixels.LongLength}.",
                nameof(pixels));
        var classes = labels.Select(label => label + 1).DefaultIfEmpty(0).Max();
        if (classNames is not null && classNames.Count < classes)
            throw new ArgumentException($"There is a label {classes - 1}, but names for {classNames.Count} classes only.", nameof(classNames));
        (this.pixels, this.labels, Height, Width, ClassNames) = (pixels, labels, height, width, classNames ?? Numbered([], classes));
    }

    /// <summary>Number of images.</summary>
    public int Count => labels.Length;

    /// <summary>Rows of an image.</summary>
    public int Height { get; }

    /// <summary>Columns of an image.</summary>
    public int Width { get; }

    /// <summary>Names by class index: Fashion-MNIST's where the images are, numbers where nothing else was given.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>All intensities, Count x Height x Width, 0 to 255.</summary>
    public ReadOnlyMemory<byte> Pixels => pixels;

    /// <summary>All class indices, one an image.</summary>
    public ReadOnlyMemory<byte> Labels => labels;

    /// <summary>The Height x Width intensities of one image, row by row.</summary>
    public ReadOnlySpan<byte> Image(int index) => pixels.AsSpan(index * Height * Width, Height * Width);

    /// <summary>The class index of one image.</summary>
    public int Label(int index) => labels[index];

    /// <summary>The images at the given indices, in that order; an index may come more than once. Pixels are copied.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not from 0 to Count - 1.</exception>
    public LabeledImages Select(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        var chosenPixels = new byte[checked(indices.Count * Height * Width)];
        var chosenLabels = new byte[indices.Count];
        for (var i = 0; i < indices.Count; i++)
        {
            var index = indices[i];
            if (index < 0 || index >= Count)
                throw new ArgumentOutOfRangeException(nameof(indices), index, $"There are {Count} images, so an index goes from 0 to {Count - 1}.");
            Image(index).CopyTo(chosenPixels.AsSpan(i * Height * Width));
            chosenLabels[i] = labels[index];
        }
        return new LabeledImages(chosenPixels, chosenLabels, Height, Width, ClassNames);
    }

    /// <summary>The first <paramref name="count"/> images. Pixels are copied.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or more than there are.</exception>
    public LabeledImages Take(int count)
    {
        CheckCount(count, least: 0);
        return new LabeledImages(pixels[..(count * Height * Width)], labels[..count], Height, Width, ClassNames);
    }

    /// <summary>The same labels and names with other pixels, such as the images' blurred ones; kept, not copied.</summary>
    /// <exception cref="ArgumentException">They are not as many as these.</exception>
    public LabeledImages WithPixels(byte[] other) => new(other, labels, Height, Width, ClassNames);

    /// <summary>The same images, their classes named otherwise.</summary>
    /// <exception cref="ArgumentException">A label has no name.</exception>
    public LabeledImages WithClassNames(IReadOnlyList<string> classNames) => new(pixels, labels, Height, Width, classNames);

    /// <summary>How many images each class has that has a name, in class order.</summary>
    public int[] CountPerClass() => [.. Members().Select(members => members.Length)];

    /// <summary>The indices of the images of each class that has a name, in class order.</summary>
    internal int[][] Members()
    {
        var members = Enumerable.Range(0, Count).ToLookup(Label);
        return [.. Enumerable.Range(0, ClassNames.Count).Select(label => members[label].ToArray())];
    }

    /// <summary>Indices, ascending, of so many images of each class, drawn at random.</summary>
    internal int[] DrawOfEach(IReadOnlyList<int> counts, int seed)
    {
        var random = new SeededRandom(seed);
        var drawn = new List<int>();
        foreach (var (members, wanted) in Members().Zip(counts))
        {
            random.Shuffle<int>(members);
            drawn.AddRange(members.Take(wanted));
        }
        return [.. drawn.Order()];
    }

    /// <summary>So many names: the given ones, and numbers for classes beyond them.</summary>
    internal static IReadOnlyList<string> Numbered(IReadOnlyList<string> names, int classes) =>
        [.. names.Take(classes), .. Enumerable.Range(0, classes).Skip(names.Count).Select(number => $"{number}")];

    /// <summary>
    /// Splits the images at random into a part to train on and a part to validate on, each with the same share of every
    /// class (to within one image). Within a part the images keep their order. Same seed, same split.
    /// </summary>
    /// <param name="validationFraction">The share of images to validate on, above 0 and below 1.</param>
    /// <param name="seed">Chooses the split.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1, or leaves a part without an image.</exception>
    public (LabeledImages Train, LabeledImages Validation) Split(double validationFraction, int seed)
    {
        if (!(validationFraction > 0 && validationFraction < 1))
            throw new ArgumentOutOfRangeException(nameof(validationFraction), validationFraction,
                "The validation fraction must be above 0 and below 1, such as 0.2: both parts need images.");
        var count = (int)Math.Round(validationFraction * Count);
        if (count == 0 || count == Count)
            throw new ArgumentOutOfRangeException(nameof(validationFraction), validationFraction,
                $"Of {Count} image(s) this fraction puts {count} into the validation part and {Count - count} into the training part; both need at least one.");
        var validation = DrawStratified(count, seed);
        var train = Enumerable.Range(0, Count).Except(validation).ToArray();
        return (Select(train), Select(validation));
    }

    /// <summary>
    /// A random part with the same share of every class as the whole (to within one image), such as a quick run trains
    /// on. The images keep their order. Same seed, same images.
    /// </summary>
    /// <param name="count">Number of images, from 1 to Count.</param>
    /// <param name="seed">Chooses the images.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1 or more than there are.</exception>
    public LabeledImages Subset(int count, int seed)
    {
        CheckCount(count, least: 1);
        return Select(DrawStratified(count, seed));
    }

    private void CheckCount(int count, int least)
    {
        if (count < least || count > Count)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"There are {Count} images, so the count goes from {least} to {Count}.");
    }

    /// <summary>Indices, ascending, of a random part that has its share of every class.</summary>
    private int[] DrawStratified(int count, int seed)
    {
        // Each class is due count x size / Count images: first the whole ones, then one more for the largest remainders.
        var due = CountPerClass().Select(size => (long)count * size).ToArray();
        var quota = due.Select(all => (int)(all / Count)).ToArray();
        foreach (var label in Enumerable.Range(0, due.Length).OrderByDescending(label => due[label] % Count).Take(count - quota.Sum()))
            quota[label]++;
        return DrawOfEach(quota, seed);
    }
}
