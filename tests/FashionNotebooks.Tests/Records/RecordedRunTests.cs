namespace FashionNotebooks.Tests.Records;

public sealed class RecordedRunTests
{
    private static RecordedRun Train(ClassifierSystem system, string? protocol = null, int seed = 1) =>
        RecordedRun.Train(system, protocol, seed, Profile.Quick, options => options with { Epochs = 1, Progress = null });

    [Fact]
    public void A_run_for_the_record_says_what_was_trained_and_found()
    {
        var (run, record) = Train(Mahesh.Definition, "corrected", seed: 3);
        using var model = run.Model;

        Assert.InRange(run.Test.Accuracy, 0.3, 0.9);
        Assert.Equal(("mahesh", "corrected", 3, "quick"), (record.System, record.Protocol, record.Seed, record.Profile));
        Assert.Equal((5_000, 1, 10, 1_000), (record.TrainedOn, record.Epochs, record.RecipeEpochs, record.Test.Images));
        Assert.Equal(run.Test.Accuracy, record.Test.Accuracy);
        Assert.Equal(10, record.Test.F1.Count);
        Assert.Null(record.Validation);
        Assert.Equal(DateOnly.FromDateTime(DateTime.UtcNow), record.Date);
        Assert.Contains("libtorch", record.Software);
        Assert.Contains($"{Environment.ProcessorCount} core", record.Hardware);
    }

    [Fact]
    public void The_same_seed_gives_the_same_figures()
    {
        var small = new ClassifierSystem("small", "nobody", null, [Mahesh.Definition.Protocol("corrected") with { ValidationFraction = 0.2 }]);
        var first = Train(small, seed: 2).Record;
        var second = Train(small, seed: 2).Record;

        Assert.Equal(first.Test.Loss, second.Test.Loss);
        Assert.Equal(first.Validation!.Loss, second.Validation!.Loss);
        Assert.Equal((4_000, 1_000), (first.TrainedOn, first.Validation!.Images));
    }

    [Fact]
    public void An_author_who_validates_on_the_test_images_is_reproduced_so()
    {
        Assert.True(Jalan.Definition.Protocol("author").ValidatesOnTest);
        var small = new ClassifierSystem("small", "nobody", null, [Mahesh.Definition.Protocol("corrected") with { ValidatesOnTest = true }]);

        var (run, record) = Train(small);

        Assert.Equal(5_000, record.TrainedOn);
        Assert.Equal(run.Test.Accuracy, run.History.Epochs[^1].ValidationAccuracy!.Value, 1e-6);
        Assert.Null(record.Validation);
    }
}
