using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Tests.Training;

public sealed class ResumeTests() : SmallTrainingTests(200, 100, wrongLabels: 0.3)
{
    // Everything that holds state: momentum, a schedule, dropout, augmentation.
    private static TrainingOptions Options => new()
    {
        Epochs = 6,
        BatchSize = 32,
        Seed = 5,
        Optimizer = parameters => optim.Adam(parameters, 0.03),
        Schedule = (optimizer, batches) => optim.lr_scheduler.OneCycleLR(optimizer, 0.05, total_steps: batches),
        Augmentation = new RandomErasing(0.5),
        Progress = null,
    };

    [Theory]
    [InlineData(1, ScalarType.Float32)]
    [InlineData(4, ScalarType.Float32)]
    [InlineData(3, ScalarType.BFloat16)]
    public void A_run_that_was_killed_ends_with_the_figures_of_one_that_was_not(int killedAfter, ScalarType precision)
    {
        var options = Options with { Precision = precision };
        using var whole = SmallProblem.Network(dropout: true);
        using var killed = SmallProblem.Network(dropout: true);
        using var resumed = SmallProblem.Network(seed: 99, dropout: true);
        var expected = Trainer.Fit(whole, train, validation, options);

        var checkpoints = options with { CheckpointFolder = folder.Folder };
        Assert.Throws<Killed>(() => Trainer.Fit(killed, train, validation, checkpoints with { Progress = new KillsAfter(killedAfter + 1) }));
        var history = Trainer.Fit(resumed, train, validation, checkpoints with { Resume = true });

        Assert.Equal(Figures(expected), Figures(history));
        foreach (var (mine, theirs) in resumed.state_dict().Zip(whole.state_dict()))
            Assert.True(mine.Value.allclose(theirs.Value, rtol: 0, atol: 0), mine.Key);
    }

    [Fact]
    public void A_finished_run_that_is_resumed_trains_no_further()
    {
        var options = Options with { CheckpointFolder = folder.Folder };
        using var first = SmallProblem.Network();
        var history = Trainer.Fit(first, train, validation, options);

        using var again = SmallProblem.Network();
        Assert.Equal(history.Epochs, Trainer.Fit(again, train, validation, options with { Resume = true }).Epochs);
    }

    [Fact]
    public void Resuming_needs_a_folder() =>
        Assert.Throws<ArgumentException>(() => Trainer.Fit(model, train, validation, Options with { Resume = true }));

    private static IEnumerable<(double, double, double?, double)> Figures(History history) =>
        history.Epochs.Select(epoch => (epoch.TrainLoss, epoch.TrainAccuracy, epoch.ValidationLoss, epoch.LearningRate));

    private sealed class Killed : Exception;

    /// <summary>Stands in for kill -9: the process sees nothing coming and cleans up nothing.</summary>
    private sealed class KillsAfter(int epochs) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Result?.Epoch == epochs)
                throw new Killed();
        }
    }
}
