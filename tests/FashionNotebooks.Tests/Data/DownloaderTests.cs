namespace FashionNotebooks.Tests.Data;

public sealed class DownloaderTests : FolderTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(n => (byte)(n * 31 >> 3))];

    private readonly StringWriter progress = new();
    private readonly List<double> pauses = [];

    protected override void DisposeOthers() => progress.Dispose();

    private byte[] Fetch(Uri address, TimeSpan? patience = null)
    {
        using var downloader = new Downloader(progress, delay => pauses.Add(delay.TotalSeconds), patience);
        return downloader.Fetch(new Uri(address, "file.gz"), folder.File("file.gz"), path =>
        {
            var read = File.ReadAllBytes(path);
            return read.AsSpan().SequenceEqual(Content) ? read : throw new InvalidDataException("wrong bytes");
        });
    }

    [Fact]
    public void A_file_arrives_whole_under_its_name_alone()
    {
        using var server = new LocalServer((client, _, _) => LocalServer.Send(client, Content));
        Assert.Equal(Content, Fetch(server.Address));
        Assert.Equal(["file.gz"], folder.Names);
        Assert.Equal(Content, File.ReadAllBytes(folder.File("file.gz")));
        Assert.EndsWith($"Downloading file.gz: 0.3 MB{Environment.NewLine}", progress.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_made()
    {
        using var server = new LocalServer((client, _, _) => LocalServer.Send(client, Content));
        using var downloader = new Downloader(progress);
        var target = folder.File(Path.Combine("data", "deep", "file.gz"));
        downloader.Fetch(server.Address, target, _ => 0);
        Assert.True(File.Exists(target));
    }

    [Fact]
    public void A_lost_connection_is_tried_again()
    {
        using var server = new LocalServer((client, _, number) => LocalServer.Send(client, Content, breakOffAfter: number == 1 ? 100_000 : null));
        Assert.Equal(Content, Fetch(server.Address));
        Assert.Equal(["file.gz", "file.gz"], server.Requests);
        Assert.Equal([1], pauses);
        Assert.Equal(["file.gz"], folder.Names);
        Assert.Contains("Trying again in 1 s", progress.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_not_asked_for_again()
    {
        using var server = new LocalServer((client, _, _) => LocalServer.Refuse(client, 404));
        var e = Assert.Throws<HttpRequestException>(() => Fetch(server.Address));
        Assert.Contains("404", e.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Names);
        Assert.Single(server.Requests);
        Assert.Empty(pauses);
    }

    [Fact]
    public void An_overloaded_server_is_asked_again_after_longer_and_longer_pauses()
    {
        using var server = new LocalServer((client, _, number) =>
        {
            if (number <= 2)
                LocalServer.Refuse(client, 503);
            else
                LocalServer.Send(client, Content);
        });
        Assert.Equal(Content, Fetch(server.Address));
        Assert.Equal([1, 2], pauses);
    }

    [Fact]
    public void A_connection_lost_every_time_is_given_up_and_nothing_is_kept()
    {
        using var server = new LocalServer((client, _, _) => LocalServer.Send(client, Content, breakOffAfter: 1000));
        Assert.Throws<HttpRequestException>(() => Fetch(server.Address));
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal([1, 2], pauses);
        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_server_that_falls_silent_is_given_up(bool afterSomeBytes)
    {
        using var server = new LocalServer((client, _, _) =>
        {
            // Left open, without another byte.
            if (afterSomeBytes)
                client.GetStream().Write("HTTP/1.1 200 -\r\nContent-Length: 1000\r\n\r\n0123456789"u8);
        });
        var e = Assert.Throws<HttpRequestException>(() => Fetch(server.Address, TimeSpan.FromMilliseconds(50)));
        Assert.Contains("within 0.05 seconds", e.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2], pauses); // a busy machine's server may not have read a request by the time it is given up
    }
}
