namespace FashionNotebooks;

public static partial class Gallery
{
    /// <summary>One image in a row for each corruption: as it is, set apart, then from the mildest severity to the worst.</summary>
    /// <param name="images">The images to choose from.</param>
    /// <param name="index">Which one.</param>
    /// <param name="seed">The same seed draws the same signs, places and directions.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no image of that index.</exception>
    public static Picture Corruptions(LabeledImages images, int index, int seed = 1)
    {
        var one = One(images, index);
        return Severities(one, [.. Corruption.All.Select(corruption =>
            (corruption.Name, Enumerable.Range(1, Corruption.Severities).Select(severity => corruption.Apply(one, severity, seed))))]);
    }

    /// <summary>One image in a row for each kind of blur: as it is, set apart, then in the strengths of <see cref="Blur.Strengths"/>.</summary>
    /// <param name="images">The images to choose from.</param>
    /// <param name="index">Which one.</param>
    /// <param name="seed">The same seed draws the same directions of motion.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no image of that index.</exception>
    public static Picture Blurs(LabeledImages images, int index, int seed = 1)
    {
        var one = One(images, index);
        return Severities(one, [.. Enum.GetValues<BlurKind>().Select(kind =>
            ($"{kind}", Blur.Strengths(kind).Select(strength => Blur.Apply(one, kind, strength, seed))))]);
    }

    private static LabeledImages One(LabeledImages images, int index)
    {
        ArgumentNullException.ThrowIfNull(images);
        CheckIndex(images, index, nameof(index));
        return images.Select([index]);
    }

    private static Picture Severities(LabeledImages image, IReadOnlyList<(string Name, IEnumerable<LabeledImages> Variants)> rows)
    {
        var original = image.Image(0).ToArray();
        return TileSheet.DrawRows(
            [.. rows.Select(row => (row.Name, (IReadOnlyList<byte[]>)[original, .. row.Variants.Select(variant => variant.Image(0).ToArray())]))],
            image.Width, image.Height, LargeTile, $"An image beside worse ones, a row each: {string.Join(", ", rows.Select(row => row.Name))}", setFirstApart: true);
    }
}
