namespace FashionNotebooks.Tests.Records;

public sealed class SystemRunTests
{
    private static readonly RunSettings Quick = new() { Profile = Profile.Quick, Epochs = 2, Progress = null };

    [Fact]
    public void One_line_trains_and_judges_a_system()
    {
        var run = SystemRun.Train(Mahesh.System, "corrected", seed: 3, Quick);
        using var model = run.Model;

        Assert.InRange(run.Test.Accuracy, 0.3, 0.9);
        Assert.Equal(("mahesh", "corrected", 3, "quick"), (run.Record.System, run.Record.Protocol, run.Record.Seed, run.Record.Profile));
        Assert.Equal((5_000, 2, 10, 1_000), (run.Record.TrainedOn, run.Record.Epochs, run.Record.RecipeEpochs, run.Record.Test.Images));
        Assert.Equal(run.Test.Accuracy, run.Record.Test.Accuracy);
        Assert.Equal(10, run.Record.Test.F1.Count);
        Assert.Null(run.Record.Validation);
    }

    [Fact]
    public void The_same_seed_gives_the_same_figures()
    {
        var first = SystemRun.Train(Dropout4.System, seed: 2, settings: Quick);
        var second = SystemRun.Train(Dropout4.System, seed: 2, settings: Quick);

        Assert.Equal(first.Record.Test.Loss, second.Record.Test.Loss);
        Assert.Equal(first.Record.Validation!.Loss, second.Record.Validation!.Loss);
        Assert.Equal((4_000, 1_000), (first.Record.TrainedOn, first.Record.Validation!.Images));
    }

    [Fact]
    public void An_author_who_validates_on_the_test_images_is_reproduced_so()
    {
        var run = SystemRun.Train(Jalan.System, "author", settings: Quick);

        Assert.Equal(5_000, run.Record.TrainedOn);
        Assert.Equal(run.Test.Accuracy, run.History.Epochs[^1].ValidationAccuracy!.Value, 1e-6);
        Assert.Null(run.Record.Validation);
    }
}
