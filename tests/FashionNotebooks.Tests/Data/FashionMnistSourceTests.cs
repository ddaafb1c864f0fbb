namespace FashionNotebooks.Tests.Data;

public sealed class FashionMnistSourceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder system = new();

    public void Dispose()
    {
        folder.Dispose();
        system.Dispose();
    }

    private FashionMnistData Load(Uri? upstream = null)
    {
        using var downloader = new Downloader(TextWriter.Null, _ => { });
        return new FashionMnistSource(folder.Folder, system.Folder, upstream ?? LocalServer.Nowhere(), downloader).Load();
    }

    private static void WritePlain(TemporaryFolder to)
    {
        foreach (var (name, part) in new[] { ("train", RealData.Train), ("t10k", RealData.Test) })
        {
            to.File($"{name}-images-idx3-ubyte", Idx.Images(part));
            to.File($"{name}-labels-idx1-ubyte", Idx.Labels(part));
        }
    }

    private static void IsTheDataset(FashionMnistData data)
    {
        Assert.True(RealData.Train.Pixels.Span.SequenceEqual(data.Train.Pixels.Span));
        Assert.True(RealData.Train.Labels.Span.SequenceEqual(data.Train.Labels.Span));
        Assert.True(RealData.Test.Pixels.Span.SequenceEqual(data.Test.Pixels.Span));
        Assert.True(RealData.Test.Labels.Span.SequenceEqual(data.Test.Labels.Span));
    }

    [Fact]
    public void Files_are_found_in_the_data_folder_or_in_the_systems()
    {
        WritePlain(system);
        File.Move(system.File("t10k-labels-idx1-ubyte"), folder.File("t10k-labels-idx1-ubyte"));
        IsTheDataset(Load());
    }

    [Fact]
    public void What_is_missing_is_downloaded_and_found_there_the_next_time()
    {
        WritePlain(system);
        File.Move(system.File("t10k-images-idx3-ubyte"), folder.File("served-images"));
        File.Move(system.File("t10k-labels-idx1-ubyte"), folder.File("served-labels"));
        using (var server = new LocalServer((client, file, _) =>
               LocalServer.Send(client, File.ReadAllBytes(folder.File(file.Contains("images") ? "served-images" : "served-labels")))))
        {
            IsTheDataset(Load(server.Address));
            Assert.Equal(["t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"], server.Requests);
        }
        Assert.Equal(["served-images", "served-labels", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"], folder.Names);
        IsTheDataset(Load());
    }

    [Fact]
    public void A_wrong_checksum_names_file_both_sums_and_what_to_do()
    {
        WritePlain(system);
        var labels = RealData.Test.Labels.ToArray();
        labels[5000] ^= 1;
        folder.File("t10k-labels-idx1-ubyte.gz", Idx.Gzip(Idx.Of(labels, labels.Length)));

        var e = Assert.Throws<InvalidDataException>(() => Load());
        Assert.StartsWith($"{folder.File("t10k-labels-idx1-ubyte.gz")}: wrong checksum", e.Message, StringComparison.Ordinal);
        Assert.Contains("expected 0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34", e.Message, StringComparison.Ordinal);
        Assert.Matches("is [0-9a-f]{64}, expected", e.Message);
        Assert.Contains("Delete the file and run again", e.Message, StringComparison.Ordinal);
        Assert.Contains("dataset-fashion-mnist", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_data_without_a_network_says_where_it_looked_and_what_to_do()
    {
        var upstream = LocalServer.Nowhere();
        var e = Assert.Throws<FileNotFoundException>(() => Load(upstream));
        foreach (var part in new[]
                 {
                     "train-images-idx3-ubyte.gz was not found", folder.Folder, system.Folder, $"could not be downloaded from {upstream}train-images-idx3-ubyte.gz",
                     "apt-get install dataset-fashion-mnist", "network", "t10k-labels-idx1-ubyte.gz", "FASHION_DATA",
                 })
            Assert.Contains(part, e.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Names);
    }

    public static TheoryData<byte[], string> OtherFiles => new()
    {
        { "<html>Please log in</html>"u8.ToArray(), "this is a web page, not an IDX file" },
        { Idx.Of([255], 1, 1, 1), "expected c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888" },
    };

    [Theory, MemberData(nameof(OtherFiles))]
    public void A_download_that_is_another_file_is_told_not_kept_and_not_asked_for_again(byte[] content, string said)
    {
        using var server = new LocalServer((client, _, _) => LocalServer.Send(client, content));
        var e = Assert.Throws<InvalidDataException>(() => Load(server.Address));
        Assert.StartsWith($"{server.Address}train-images-idx3-ubyte.gz: what came is not the file expected (", e.Message, StringComparison.Ordinal);
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Names);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void The_checksums_in_the_data_folder_are_those_that_are_checked()
    {
        var root = Workspace.FindRoot(AppContext.BaseDirectory)!;
        var recorded = File.ReadLines(Path.Combine(root, "data", "fashion-mnist.sha256"))
            .Select(line => line.Split("  "))
            .ToDictionary(parts => Path.GetFileName(parts[1]), parts => parts[0]);
        Assert.Equal(FashionMnistSource.Checksums.OrderBy(c => c.Key), recorded.OrderBy(c => c.Key));
    }
}
