using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks;

public static partial class Gallery
{
    /// <summary>Images drawn at random, one a row: first the image as it is, set apart, then variants of it as a network would see them.</summary>
    /// <param name="images">The images to draw from.</param>
    /// <param name="augmentation">Makes the variants.</param>
    /// <param name="rows">Images.</param>
    /// <param name="columns">Places in a row, at least 2: the image and its variants.</param>
    /// <param name="seed">The same seed draws the same images and variants; torch's generator is left as it was.</param>
    /// <param name="standardizer">Where the network takes standardized images: applied before the augmentation and undone after it.</param>
    /// <exception cref="ArgumentException">There are fewer images than rows.</exception>
    public static Picture Augmented(
        LabeledImages images, IAugmentation augmentation, int rows, int columns, int seed, Standardizer? standardizer = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(augmentation);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 2);
        var originals = Draw(images, rows, seed);
        var variants = columns - 1;

        using var scope = NewDisposeScope();
        var scaled = Preprocess.Images(originals);
        var batch = (standardizer?.Apply(scaled) ?? scaled).repeat_interleave(variants, dim: 0);
        var augmented = WithSeed(seed, () => augmentation.Apply(batch));
        var shown = Bytes(standardizer?.Invert(augmented) ?? augmented);

        var sheet = Enumerable.Range(0, rows)
            .Select(row => (images.ClassNames[originals.Label(row)], (IReadOnlyList<byte[]>)[originals.Image(row).ToArray(), .. shown[(row * variants)..((row + 1) * variants)]]))
            .ToArray();
        return TileSheet.DrawRows(sheet, images.Width, images.Height, columns > 12 ? NarrowTile : SmallTile,
            $"Random images, each beside {variants} augmented variants: {string.Join(", ", sheet.Select(row => row.Item1))}", setFirstApart: true);
    }

    /// <summary>Images drawn at random and mixed with each other, with the share of each class that their target says.</summary>
    /// <param name="images">The images to draw from.</param>
    /// <param name="mixing">Mixes them.</param>
    /// <param name="rows">Rows of the grid.</param>
    /// <param name="columns">Columns of the grid.</param>
    /// <param name="seed">The same seed draws and mixes the same images; torch's generator is left as it was.</param>
    /// <exception cref="ArgumentException">There are fewer images than places.</exception>
    public static Picture Mixed(LabeledImages images, IMixing mixing, int rows, int columns, int seed)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(mixing);
        CheckGrid(rows, columns);
        var originals = Draw(images, rows * columns, seed);

        using var scope = NewDisposeScope();
        var batch = Preprocess.Images(originals);
        using var labels = Preprocess.Labels(originals);
        var targets = Preprocess.OneHot(labels, images.ClassNames.Count);
        var (mixed, mixedTargets) = WithSeed(seed, () => mixing.Apply(batch, targets));
        var shares = mixedTargets.data<float>().ToArray();

        var tiles = Enumerable.Range(0, originals.Count).Select(i =>
        {
            var named = images.ClassNames.Select((name, label) => (name, share: shares[i * images.ClassNames.Count + label]))
                .Where(c => c.share > 0).OrderByDescending(c => c.share).Select(c => $"{c.name} {Tile.Percent(c.share)}").ToArray();
            return new Tile(named[0], string.Join(", ", named[1..]));
        }).ToArray();
        return TileSheet.Draw(tiles, Bytes(mixed), images.Width, columns, LargeTile);
    }

    private static LabeledImages Draw(LabeledImages images, int count, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, "rows");
        if (count > images.Count)
            throw new ArgumentException($"{count} images are to be shown, but there are {images.Count}.", nameof(images));
        return images.Select(Sample([.. Enumerable.Range(0, images.Count)], count, seed));
    }

    private static T WithSeed<T>(int seed, Func<T> draw)
    {
        var state = get_rng_state();
        try
        {
            using var generator = manual_seed(seed);
            return draw();
        }
        finally
        {
            set_rng_state(state);
        }
    }

    /// <summary>Each image's intensities, of N x 1 x Height x Width values of 0 to 1.</summary>
    private static byte[][] Bytes(Tensor scaled)
    {
        using var intensities = Preprocess.Unscale(scaled).contiguous();
        return [.. intensities.data<byte>().ToArray().Chunk((int)(scaled.shape[2] * scaled.shape[3]))];
    }
}
