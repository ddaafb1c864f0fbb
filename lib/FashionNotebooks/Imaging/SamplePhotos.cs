namespace FashionNotebooks;

/// <summary>A picture in data/samples/ and what it shows.</summary>
/// <param name="Path">The file.</param>
/// <param name="Label">The class index of what it shows.</param>
/// <param name="IsHeldOut">Added when the preparation of photos was settled, and nothing was changed for it since: only such pictures give a figure that doesn't flatter.</param>
public sealed record SamplePhoto(string Path, int Label, bool IsHeldOut)
{
    /// <summary>The file's name.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Decodes the file and makes it an image as the dataset's.</summary>
    /// <exception cref="PhotoException">The file is not a picture of a garment.</exception>
    public GarmentPhoto Prepare() => GarmentPhoto.Prepare(Photo.Load(Path));
}

/// <summary>The free pictures that the repository keeps in data/samples/, none of them from the dataset.</summary>
public static class SamplePhotos
{
    /// <summary>All of them, in the order of samples.csv there.</summary>
    /// <exception cref="InvalidDataException">samples.csv names a class that there isn't.</exception>
    public static IReadOnlyList<SamplePhoto> All()
    {
        var names = FashionMnist.ClassNames.ToList();
        return [.. File.ReadLines(Workspace.Data("samples", "samples.csv")).Skip(1).Select(line => line.Split(',')).Select(cells => names.IndexOf(cells[1]) is >= 0 and var label
            ? new SamplePhoto(Workspace.Data("samples", cells[0]), label, cells[2] == "yes")
            : throw new InvalidDataException($"data/samples/samples.csv: {cells[0]} is of class '{cells[1]}'; the classes are {string.Join(", ", names)}."))];
    }

    /// <summary>The files in data/samples/others/: pictures of things that are in none of the ten classes, by name.</summary>
    public static IReadOnlyList<string> Others() => [.. Directory.GetFiles(Workspace.Data("samples", "others"), "*.png").Order(StringComparer.Ordinal)];

    /// <summary>What a network takes of prepared photos: their 28 x 28 images, in the same order, beside their labels.</summary>
    /// <exception cref="ArgumentException">Photos and labels differ in number.</exception>
    public static LabeledImages Images(IReadOnlyList<GarmentPhoto> photos, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentNullException.ThrowIfNull(labels);
        return new([.. photos.SelectMany(photo => photo.Pixels)], [.. labels.Select(label => checked((byte)label))], GarmentPhoto.Size, GarmentPhoto.Size, FashionMnist.ClassNames);
    }
}
