using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>
/// Many images in one picture. Images are enlarged a whole number of times without smoothing, 0 is drawn black and 255 white.
/// </summary>
public static partial class Gallery
{
    private const int SmallTile = 84, LargeTile = 112, NarrowTile = 56;

    /// <summary>Images drawn at random without repetition, in a grid, with the name of their class above.</summary>
    /// <param name="images">The images to draw from.</param>
    /// <param name="rows">Rows of the grid.</param>
    /// <param name="columns">Columns of the grid.</param>
    /// <param name="seed">The same seed draws the same images.</param>
    /// <exception cref="ArgumentException">There are fewer images than places.</exception>
    public static Picture Random(LabeledImages images, int rows, int columns, int seed)
    {
        ArgumentNullException.ThrowIfNull(images);
        CheckGrid(rows, columns);
        if (rows * columns > images.Count)
            throw new ArgumentException($"A grid of {rows}x{columns} needs {rows * columns} images, but there are {images.Count}.", nameof(images));
        var drawn = images.Select(Sample([.. Enumerable.Range(0, images.Count)], rows * columns, seed));
        var names = Enumerable.Range(0, drawn.Count).Select(i => images.ClassNames[drawn.Label(i)]).ToArray();
        return TileSheet.Draw([.. names.Select(name => new Tile(name))], All(drawn), images.Width, columns, columns > 12 ? NarrowTile : SmallTile,
            $"{names.Length} random images: {string.Join(", ", names.Take(20))}{(names.Length > 20 ? ", …" : "")}");
    }

    /// <summary>Rows of random images for every class that has a name, its label and name to the left.</summary>
    /// <param name="images">The images to draw from.</param>
    /// <param name="perClass">Images a class; a class with fewer shows all it has.</param>
    /// <param name="seed">The same seed draws the same images.</param>
    /// <param name="rows">Rows a class.</param>
    public static Picture ByClass(LabeledImages images, int perClass, int seed, int rows = 1)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(perClass, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        var members = images.Members();
        var columns = (perClass + rows - 1) / rows;
        var all = images.ClassNames.SelectMany((name, label) => Sample(members[label], perClass, seed)
            .Select(i => images.Image(i).ToArray()).Chunk(columns).DefaultIfEmpty([])
            .Select((row, i) => (i == 0 ? $"{label}  {name}" : "", (IReadOnlyList<byte[]>)row))).ToArray();
        return TileSheet.DrawRows(all, images.Width, images.Height, columns > 12 ? NarrowTile : SmallTile,
            $"{perClass} random images of each class: {string.Join(", ", images.ClassNames)}");
    }

    /// <summary>Chosen images in a grid.</summary>
    /// <param name="images">The images to choose from.</param>
    /// <param name="indices">Which ones, in the order they are shown.</param>
    /// <param name="captions">What to write above each; null writes its index.</param>
    /// <param name="columns">Columns of the grid; as many as fit a page if null.</param>
    /// <exception cref="ArgumentException">The numbers of captions and indices differ, or there is no index.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no image of that index.</exception>
    public static Picture Images(LabeledImages images, IReadOnlyList<int> indices, IReadOnlyList<string>? captions = null, int? columns = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(indices);
        if (indices.Count == 0)
            throw new ArgumentException("Choose at least one image.", nameof(indices));
        CheckCaptions(captions, indices.Count, "images");
        foreach (var index in indices)
            CheckIndex(images, index, nameof(indices));
        var titles = indices.Select((index, i) => captions?[i] ?? $"#{index}").ToArray();
        return TileSheet.Draw([.. titles.Select(title => new Tile(title))], All(images.Select(indices)), images.Width, columns ?? 8, LargeTile, string.Join(", ", titles));
    }

    /// <summary>The mean image of every class that has a name: what its members have in common.</summary>
    /// <param name="images">The images to average.</param>
    public static Picture Averages(LabeledImages images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var members = images.Members();
        using var scope = NewDisposeScope();
        var all = Preprocess.Intensities(images);
        byte[] Mean(int[] of) => all.index_select(0, tensor(of)).sum([0], type: ScalarType.Float64).div(Math.Max(1, of.Length)).round().to(ScalarType.Byte).data<byte>().ToArray();
        return TileSheet.Draw(
            [.. images.ClassNames.Select((name, label) => new Tile(name, Invariant($"mean of {members[label].Length:N0}")))],
            [.. members.Select(Mean)], images.Width, 5, LargeTile, $"The average image of each class: {string.Join(", ", images.ClassNames)}");
    }

    /// <summary>Images that were taken for another class: what they were taken for and how surely above, the truth below.</summary>
    /// <param name="images">The images that were predicted.</param>
    /// <param name="predictions">What the model said of them, in the same order.</param>
    /// <param name="rows">Rows of the grid.</param>
    /// <param name="columns">Columns of the grid.</param>
    /// <param name="seed">Null shows the surest first; a seed draws at random.</param>
    /// <exception cref="ArgumentException">Images and predictions differ in number.</exception>
    public static Picture Misclassified(LabeledImages images, Predictions predictions, int rows, int columns, int? seed = null) =>
        Predicted(images, predictions, rows, columns, seed, isRight: false);

    /// <summary>Images that were recognized, with the model's confidence.</summary>
    /// <inheritdoc cref="Misclassified"/>
    public static Picture Correct(LabeledImages images, Predictions predictions, int rows, int columns, int? seed = null) =>
        Predicted(images, predictions, rows, columns, seed, isRight: true);

    /// <summary>Images with what the model said of them, right or wrong, drawn at random.</summary>
    /// <param name="images">The images that were predicted.</param>
    /// <param name="predictions">What the model said of them, in the same order.</param>
    /// <param name="rows">Rows of the grid.</param>
    /// <param name="columns">Columns of the grid.</param>
    /// <param name="seed">The same seed draws the same images.</param>
    /// <exception cref="ArgumentException">Images and predictions differ in number.</exception>
    public static Picture WithPredictions(LabeledImages images, Predictions predictions, int rows, int columns, int seed) =>
        Predicted(images, predictions, rows, columns, seed, isRight: null);

    private static Picture Predicted(LabeledImages images, Predictions predictions, int rows, int columns, int? seed, bool? isRight)
    {
        CheckSame(images, predictions);
        CheckGrid(rows, columns);
        Example[] examples = isRight switch
        {
            true => [.. predictions.Correct()],
            false => [.. predictions.Misclassified()],
            null => [.. predictions.Correct().Concat(predictions.Misclassified()).OrderBy(example => example.Index)],
        };
        if (examples.Length == 0)
            return TileSheet.Message(isRight == true ? "No image was recognized." : "No image was misclassified.");
        var shown = seed is { } value ? Sample(examples, rows * columns, value) : examples[..Math.Min(rows * columns, examples.Length)];
        return TileSheet.Draw(
            [.. shown.Select(example => Tile.Of(predictions, example.Index))], All(images.Select([.. shown.Select(example => example.Index)])), images.Width, columns, LargeTile);
    }

    private static void CheckSame(LabeledImages images, Predictions predictions)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(predictions);
        if (predictions.Truth.Length != images.Count)
            throw new ArgumentException($"There are {images.Count} images but {predictions.Truth.Length} predictions; give the images that were predicted.", nameof(predictions));
    }

    private static byte[][] All(LabeledImages images) => [.. Enumerable.Range(0, images.Count).Select(i => images.Image(i).ToArray())];

    /// <summary>So many of the items, or all if there are fewer, without repetition, in random order.</summary>
    private static T[] Sample<T>(T[] items, int count, int seed)
    {
        var shuffled = (T[])items.Clone();
        new SeededRandom(seed).Shuffle<T>(shuffled);
        return shuffled[..Math.Min(count, shuffled.Length)];
    }

    private static void CheckCaptions(IReadOnlyList<string>? captions, long count, string what)
    {
        if (captions is not null && captions.Count != count)
            throw new ArgumentException($"{count} {what} need as many captions, but there are {captions.Count}.", nameof(captions));
    }

    private static void CheckGrid(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
    }

    internal static void CheckIndex(LabeledImages images, int index, string parameter)
    {
        if (index < 0 || index >= images.Count)
            throw new ArgumentOutOfRangeException(parameter, index, $"There are {images.Count} images; the last one's index is {images.Count - 1}.");
    }
}
