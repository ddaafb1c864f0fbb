using System.Diagnostics;
using System.Text.Json;

namespace FashionNotebooks.Tests.Records;

public sealed class RunRecordTests : FolderTests
{
    internal static RunRecord Example(int seed = 7, double accuracy = 0.9123, string system = "baseline", string protocol = "clean") => new()
    {
        System = system,
        Protocol = protocol,
        Description = "epochs chosen on 10 %",
        Seed = seed,
        Profile = "full",
        Parameters = 421_642,
        TrainedOn = 60_000,
        Epochs = 1,
        RecipeEpochs = 10,
        SecondsPerEpoch = 12.5,
        Precision = "float32",
        Device = "cpu",
        Threads = 2,
        Hardware = "AMD EPYC, 2 cores, no GPU",
        Software = ".NET 10.0.12, libtorch 2.10.0.0",
        Commit = "64dac3c",
        Date = new(2026, 11, 27),
        Test = new RunScores(10_000, accuracy, 0.25, new Dictionary<string, double> { ["Coat"] = 0.75 }),
        Curves = [new EpochResult(1, 0.5, 0.8, 0.4, 0.85, 0.001, 12.5)],
    };

    [Fact]
    public void A_record_comes_back_as_it_was_saved_under_a_name_that_says_what_it_is()
    {
        var path = Example().Save(folder.Folder);

        Assert.Equal("baseline-clean-seed7.json", Path.GetFileName(path));
        var again = RunRecord.Load(path);
        Assert.Equal(Example().Curves, again.Curves);
        Assert.Equal(Example().Test.F1, again.Test.F1);
        Assert.Equal(Example() with { Curves = again.Curves, Test = again.Test }, again);
    }

    [Fact]
    public void The_predicted_classes_come_back_and_are_as_many_as_the_test_images()
    {
        var one = Example() with { Test = Example().Test with { Images = 3 }, Predicted = [9, 0, 6] };
        var path = one.Save(folder.Folder);
        Assert.Contains("\"predicted\": \"CQAG\"", File.ReadAllText(path)); // base64 by hand: 00001001 00000000 00000110
        Assert.Equal([9, 0, 6], RunRecord.Load(path).Predicted!);

        (one with { Predicted = [9, 0] }).Save(folder.Folder);
        Assert.Contains("tested on 3 images, but predicts 2", Assert.Throws<InvalidDataException>(() => RunRecord.Load(path)).Message);
    }

    [Fact]
    public void Reading_records_takes_no_time_since_nothing_is_asked_of_the_machine()
    {
        var path = Example().Save(folder.Folder);
        var clock = Stopwatch.StartNew();

        for (var time = 0; time < 100; time++)
            RunRecord.Load(path);

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 1); // asking git each time took 2
    }

    // resume-truncated: files that were cut short or changed since they were written

    [Fact]
    public void A_damaged_record_is_read_as_its_text_says_or_refused()
    {
        var path = Example().Save(folder.Folder);

        Mutations.Hold<RunRecord, InvalidDataException>(File.ReadAllBytes(path), path, RunRecord.Load, (bytes, run) =>
        {
            using var said = JsonDocument.Parse(bytes);
            Assert.Equal(said.RootElement.GetProperty("seed").GetInt32(), run.Seed);
            Assert.Equal(said.RootElement.GetProperty("test").GetProperty("accuracy").GetDouble(), run.Test.Accuracy);
            Assert.Equal(said.RootElement.GetProperty("curves").GetArrayLength(), run.Curves.Count(epoch => epoch.Epoch < int.MaxValue));
            Assert.Equal(said.RootElement.GetProperty("system").GetString(), run.System);
            Assert.NotNull(run.Hardware);
        });
    }

    [Theory]
    [InlineData("\"hardware\": ", "\"hardwear\": ", "hardware")] // and not this machine's in its stead
    [InlineData("\"description\": \"epochs chosen on 10 %\"", "\"description\": null", "description")]
    [InlineData("\"curves\": [", "\"curves\": [null, ", "a list holds null")]
    public void A_record_in_which_something_is_missing_is_refused(string before, string becomes, string named)
    {
        var path = Example().Save(folder.Folder);
        var text = File.ReadAllText(path);
        Assert.Contains(before, text);
        File.WriteAllText(path, text.Replace(before, becomes));

        var error = Assert.Throws<InvalidDataException>(() => RunRecord.Load(path));

        Assert.StartsWith(path, error.Message);
        Assert.Contains(named, error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Run the system again", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"model\": \"baseline\", \"seed\": \"seven\"}")]
    [InlineData("{\"format\": 2, \"system\": \"baseline\"}")]
    [InlineData("{\"format\": \"two\"}")]
    public void A_file_that_is_no_record_is_named(string content)
    {
        var path = folder.File("run.json", content);

        var error = Assert.Throws<InvalidDataException>(() => RunRecord.Load(path));

        Assert.Contains(path, error.Message);
    }

    [Fact]
    public void A_record_of_another_format_version_is_refused_with_both_versions()
    {
        var path = folder.File("run.json", "{\"format\": 3}");

        var error = Assert.Throws<InvalidDataException>(() => RunRecord.Load(path));

        Assert.Contains("format 3", error.Message);
        Assert.Contains("reads format 2", error.Message);
    }

    [Fact]
    public void A_folder_is_read_in_the_order_of_system_protocol_and_seed()
    {
        foreach (var seed in (int[])[10, 2, 1])
            Example(seed).Save(folder.Folder);
        Example(5, protocol: "author").Save(folder.Folder);

        Assert.Equal([("author", 5), ("clean", 1), ("clean", 2), ("clean", 10)], RunRecord.LoadAll(folder.Folder).Select(run => (run.Protocol, run.Seed)));
        Assert.Empty(RunRecord.LoadAll(folder.File("nothing")));
    }

    [Fact]
    public void Runs_of_several_seeds_become_a_mean()
    {
        double[] accuracies = [0.91, 0.92, 0.96];
        var runs = accuracies.Select((accuracy, i) => Example(i + 1, accuracy)).Append(Example(1, system: "other"));

        var summary = Assert.Single(ResultsSummary.From(runs, [("baseline", "clean"), ("baseline", "none")]));

        Assert.Equal(0.93, summary.TestAccuracy, 1e-12);
        Assert.Null(summary.ValidationAccuracy);
    }
}
