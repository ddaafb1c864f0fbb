namespace FashionNotebooks;

/// <summary>Where Fashion-MNIST's four files come from: a data folder, a folder of the system, or a download.</summary>
internal sealed class FashionMnistSource(string folder, string systemFolder, Uri upstream, Downloader downloader)
{
    public const string DebianFolder = "/usr/share/datasets/fashion-mnist";

    public static readonly Uri Upstream = new("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/");

    /// <summary>
    /// Name of each file, without .gz, and SHA-256 of its unpacked content: the gzip wrappers differ between distributors.
    /// The same list as data/fashion-mnist.sha256.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> Checksums = new Dictionary<string, string>
    {
        ["train-images-idx3-ubyte"] = "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        ["train-labels-idx1-ubyte"] = "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        ["t10k-images-idx3-ubyte"] = "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        ["t10k-labels-idx1-ubyte"] = "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    };

    public FashionMnistData Load() => new(
        IdxFile.Combine(Images("train-images-idx3-ubyte"), Labels("train-labels-idx1-ubyte")).WithClassNames(FashionMnist.ClassNames),
        IdxFile.Combine(Images("t10k-images-idx3-ubyte"), Labels("t10k-labels-idx1-ubyte")).WithClassNames(FashionMnist.ClassNames));

    private IdxFile.Content Images(string name) => Get(name, IdxFile.ReadImages);

    private IdxFile.Content Labels(string name) => Get(name, IdxFile.ReadLabels);

    private IdxFile.Content Get(string name, Func<string, IdxFile.Content> read)
    {
        var found = new[] { folder, systemFolder }
            .SelectMany(place => new[] { Path.Combine(place, name + ".gz"), Path.Combine(place, name) })
            .FirstOrDefault(File.Exists);
        if (found is null)
            return Download(name, read);

        var content = read(found);
        if (content.Sha256 != Checksums[name])
            throw new InvalidDataException(
                $"{found}: wrong checksum. The SHA-256 of its unpacked content is {content.Sha256}, expected {Checksums[name]}. " +
                "Delete the file and run again, so that it is fetched anew; if it belongs to the package dataset-fashion-mnist, reinstall the package.");
        return content;
    }

    private IdxFile.Content Download(string name, Func<string, IdxFile.Content> read)
    {
        var source = new Uri(upstream, name + ".gz");
        try
        {
            return downloader.Fetch(source, Path.Combine(folder, name + ".gz"), path =>
            {
                var content = read(path);
                return content.Sha256 == Checksums[name]
                    ? content
                    : throw new InvalidDataException($"the SHA-256 of its unpacked content is {content.Sha256}, expected {Checksums[name]}");
            });
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            throw new FileNotFoundException(
                $"""
                Fashion-MNIST's {name}.gz was not found in
                  {Path.GetFullPath(folder)}
                  {systemFolder}
                and could not be downloaded from {source}: {e.Message}
                Do one of these, then run again:
                  - on Debian or Ubuntu: apt-get install dataset-fashion-mnist
                  - connect this machine to the network
                  - copy the four files ({string.Join(", ", Checksums.Keys.Select(k => k + ".gz"))}) into the first folder, or name their folder in the environment variable FASHION_DATA
                """, name + ".gz", e);
        }
    }
}
