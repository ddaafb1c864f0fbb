namespace FashionNotebooks;

/// <summary>
/// Fashion-MNIST: 60,000 training and 10,000 test images of 28 x 28 grey pixels in ten classes of clothing.
/// Source: H. Xiao, K. Rasul and R. Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine learning
/// algorithms", 2017; MIT licence.
/// </summary>
public static class FashionMnist
{
    /// <summary>Names of the classes, in index order.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>
    /// Loads both parts. Each of the four IDX files, gzipped or plain, is looked for in the data folder, then where
    /// Debian's package dataset-fashion-mnist puts it; what is in neither is downloaded into the data folder. Every
    /// file's content is checked against its SHA-256.
    /// </summary>
    /// <param name="folder">
    /// The data folder. Where it is null, the environment variable FASHION_DATA names it; where that is not set, it is
    /// <c>data/fashion-mnist</c> in the repository round the working directory.
    /// </param>
    /// <param name="progress">Where a download's progress goes, the console where it is null.</param>
    /// <exception cref="FileNotFoundException">A file is in neither folder and can't be downloaded; the message says what to do.</exception>
    /// <exception cref="InvalidDataException">A file's content is not the dataset's; the message says which file and what to do.</exception>
    public static FashionMnistData Load(string? folder = null, TextWriter? progress = null)
    {
        folder ??= DefaultFolder(Environment.GetEnvironmentVariable("FASHION_DATA"), Environment.CurrentDirectory);
        using var downloader = new Downloader(progress ?? Console.Out);
        return new FashionMnistSource(folder, FashionMnistSource.DebianFolder, FashionMnistSource.Upstream, downloader).Load();
    }

    internal static string DefaultFolder(string? named, string workingDirectory) =>
        string.IsNullOrEmpty(named) ? Path.Combine(Workspace.FindRoot(workingDirectory) ?? workingDirectory, "data", "fashion-mnist") : named;
}

/// <summary>Fashion-MNIST's two parts.</summary>
/// <param name="Train">60,000 images, 6,000 of each class: to train on, and to choose on by a split of one's own.</param>
/// <param name="Test">10,000 images, 1,000 of each class: to be read once, in evaluation.</param>
public sealed record FashionMnistData(LabeledImages Train, LabeledImages Test)
{
    /// <summary>All of it, or 5,000 training and 1,000 test images for a quick run.</summary>
    internal FashionMnistData For(Profile profile, int seed) =>
        profile == Profile.Quick ? new(Train.Subset(5_000, seed), Test.Subset(1_000, seed)) : this;
}
