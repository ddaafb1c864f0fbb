using System.Text.Json;

namespace FashionNotebooks.Tests.Records;

public sealed class ImbalanceRecordTests : FolderTests
{
    private static ImbalanceRecord Example(int seed) => new()
    {
        Seed = seed, Profile = "full", MostCommon = 2_000, Epochs = 15, Precision = "float32", Device = "cpu", Threads = 1,
        Hardware = "AMD EPYC, 2 cores, no GPU", Software = ".NET 10.0.12, libtorch 2.10.0.0", Commit = "64dac3c", Date = new(2026, 11, 27),
        Runs = [new("long tail, 1 to 10", "none", seed, 8_175, 0.8, 0.5, [0.9, 0.1])],
    };

    [Fact]
    public void A_record_comes_back_as_it_was_saved_and_a_folder_in_the_order_of_seeds()
    {
        Example(10).Save(folder.Folder);
        var path = Example(2).Save(folder.Folder);

        Assert.Equal(folder.File("imbalance/seed2.json"), path);
        var records = ImbalanceRecord.LoadAll(folder.Folder);
        Assert.Equal([2, 10], records.Select(record => record.Seed));
        Assert.Equal(Example(2).Runs[0].Recall, records[0].Runs[0].Recall);
        Assert.Equal(Example(2) with { Runs = records[0].Runs }, records[0]);
    }

    // resume-truncated

    [Fact]
    public void A_damaged_record_is_read_as_its_text_says_or_refused()
    {
        var path = Example(2).Save(folder.Folder);

        Mutations.Hold<ImbalanceRecord, InvalidDataException>(File.ReadAllBytes(path), path, ImbalanceRecord.Load, (bytes, record) =>
        {
            using var said = JsonDocument.Parse(bytes);
            Assert.Equal(said.RootElement.GetProperty("mostCommon").GetInt32(), record.MostCommon);
            Assert.Equal(said.RootElement.GetProperty("runs").GetArrayLength(), record.Runs.Count(run => run.Recall.Sum() < double.MaxValue));
        });
    }

    [Fact]
    public void A_folder_without_records_has_none() => Assert.Empty(ImbalanceRecord.LoadAll(folder.Folder));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"seed\": 1}")]
    public void A_file_that_is_no_record_is_named_with_what_to_do(string content)
    {
        var path = folder.File("seed1.json", content);

        var error = Assert.Throws<InvalidDataException>(() => ImbalanceRecord.Load(path));

        Assert.Contains(path, error.Message);
        Assert.Contains("results --imbalance", error.Message);
    }
}
