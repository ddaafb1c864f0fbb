using FashionNotebooks.Evaluation;

namespace FashionNotebooks.Tests.Evaluation;

public sealed class RunRecordTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static RunRecord Example => new("baseline", "test read once", Seed: 7, Epochs: 9, TrainSeconds: 123.4, TestAccuracy: 0.9123, TestLoss: 0.25);

    [Fact]
    public void A_record_comes_back_as_it_was_saved()
    {
        Example.Save(folder.File("run.json"));

        Assert.Equal(Example, RunRecord.Load(folder.File("run.json")));
    }

    [Fact]
    public void A_record_says_where_and_when_without_being_told()
    {
        Assert.Equal(DateOnly.FromDateTime(DateTime.UtcNow), Example.Date);
        Assert.Equal(Machine.Feed, Example.Feed);
        Assert.Contains("libtorch", Example.Software);
        Assert.Contains($"{Environment.ProcessorCount} cores", Example.Hardware);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"model\": \"baseline\", \"seed\": \"seven\"}")]
    public void A_file_that_is_no_record_is_named(string content)
    {
        var path = folder.File("run.json", content);

        var error = Assert.Throws<InvalidDataException>(() => RunRecord.Load(path));

        Assert.Contains(path, error.Message);
    }
}
