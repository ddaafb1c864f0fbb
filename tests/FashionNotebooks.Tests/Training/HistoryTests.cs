namespace FashionNotebooks.Tests.Training;

public sealed class HistoryTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void A_history_comes_back_as_it_was_saved()
    {
        var history = new History([new(1, 0.5, 0.8, null, null, 1e-3, 12.5), new(2, 1.0 / 3, 0.9, 0.4, 0.85, 1e-4, 11)]) { Interrupted = true };

        history.Save(path);
        var loaded = History.Load(path);

        Assert.Equal(history.Epochs, loaded.Epochs);
        Assert.True(loaded.Interrupted);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1, 2]")]
    [InlineData("{\"epochs\": [")]
    public void A_file_that_is_no_history_is_named(string content)
    {
        File.WriteAllText(path, content);

        var error = Assert.Throws<InvalidDataException>(() => History.Load(path));

        Assert.Contains(path, error.Message);
    }
}
