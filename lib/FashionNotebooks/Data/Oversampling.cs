namespace FashionNotebooks;

/// <summary>Makes a training set balanced by showing the images of rare classes more than once.</summary>
public static class Oversampling
{
    /// <summary>
    /// Every class as often as the most common one: each image of a class equally often, to within one; which come once
    /// more is drawn at random. Classes without images stay without. Same seed, same images.
    /// </summary>
    /// <param name="images">At least one.</param>
    /// <param name="seed">Chooses the images that come once more.</param>
    /// <exception cref="ArgumentException">There are no images.</exception>
    public static LabeledImages Balance(LabeledImages images, int seed)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0)
            throw new ArgumentException("There are no images to balance.", nameof(images));
        var members = images.Members().Where(group => group.Length > 0).ToList();
        var most = members.Max(group => group.Length);
        var random = new SeededRandom(seed);
        var chosen = new List<int>(members.Count * most);
        foreach (var group in members)
        {
            for (var time = 0; time < most / group.Length; time++)
                chosen.AddRange(group);
            random.Shuffle<int>(group);
            chosen.AddRange(group.Take(most % group.Length));
        }
        chosen.Sort();
        return images.Select(chosen);
    }
}
