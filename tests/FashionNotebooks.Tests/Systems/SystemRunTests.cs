namespace FashionNotebooks.Tests.Systems;

public sealed class SystemRunTests
{
    private static readonly FashionMnistData Small = new(RealData.Train.Subset(400, 1), RealData.Test.Subset(100, 1));

    [Fact]
    public void One_line_trains_and_judges_a_system()
    {
        var run = Webapp.Train(Small, seed: 7, epochs: 2, protocol: "blurred");
        using var model = run.Model;

        Assert.Equal((2, 7, 360), (run.History.Epochs.Count, run.Options.Seed, run.TrainedOn));
        Assert.Equal((100, 40), (run.Test.Truth.Length, run.Validation!.Truth.Length));
        Assert.Equal(Small.Test.Labels.ToArray().Select(label => (int)label), run.Test.Truth);
        Assert.Equal(FashionMnist.ClassNames, run.Test.ClassNames);
        Assert.Equal(run.Test.Probabilities, run.Predict(Small.Test).Probabilities);
    }

    [Fact]
    public void It_is_what_the_trainer_makes_of_the_protocols_parts()
    {
        var protocol = Baseline.Definition.Protocols[0];
        var (train, validation) = Small.Train.Split(0.1, 3);
        using LabeledTensors trainSet = LabeledTensors.From(train), validationSet = LabeledTensors.From(validation);
        using var byHand = Baseline.Network(3);
        var expected = Trainer.Fit(byHand, trainSet, validationSet, protocol.Training with { Seed = 3, Epochs = 2, Progress = null });

        var run = protocol.Train(Small, seed: 3, options => options with { Epochs = 2, Progress = null });
        using var model = run.Model;

        Assert.Equal(expected.Epochs.Select(epoch => (epoch.TrainLoss, epoch.ValidationLoss)), run.History.Epochs.Select(epoch => (epoch.TrainLoss, epoch.ValidationLoss)));
    }

    [Fact]
    public void A_run_that_was_stopped_on_purpose_is_judged()
    {
        using var stop = new CancellationTokenSource();

        var run = Baseline.Definition.Protocols[0].Train(Small, change: options => options with { Stop = stop.Token, OnEpoch = _ => stop.Cancel(), Progress = null });
        using var model = run.Model;

        Assert.Single(run.History.Epochs);
        Assert.Equal(100, run.Test.Truth.Length);
    }
}
