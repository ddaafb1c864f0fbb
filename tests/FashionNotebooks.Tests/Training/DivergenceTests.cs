using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Tests.Training;

public sealed class DivergenceTests() : SmallTrainingTests(300, 1)
{
    // Two good epochs, then a rate that no loss survives.
    private static TrainingOptions Options => new()
    {
        Epochs = 5,
        BatchSize = 100,
        Optimizer = parameters => optim.SGD(parameters, 0.1),
        Schedule = (optimizer, _) => optim.lr_scheduler.LambdaLR(optimizer, step => step < 6 ? 1 : 1e38),
        Progress = null,
    };

    [Fact]
    public void A_loss_that_is_no_number_stops_the_run_and_says_where()
    {
        var error = Assert.Throws<TrainingDivergedException>(() => Trainer.Fit(model, train, null, Options));

        Assert.Equal(3, error.Epoch);
        Assert.InRange(error.Batch, 2, 3); // The first batch still has the good weights.
        Assert.Equal(1e37, error.LearningRate, 1e30);
        Assert.Contains($"epoch 3, batch {error.Batch}, at learning rate 1E+37", error.Message);
    }

    [Fact]
    public void The_last_good_checkpoint_is_kept_and_named()
    {
        var error = Assert.Throws<TrainingDivergedException>(() => Trainer.Fit(model, train, null, Options with { CheckpointFolder = folder.Folder }));

        Assert.Contains(folder.File("last.dat"), error.Message);
        using var good = SmallProblem.Network();
        Checkpoint.Load(good, folder.File("last.dat"));
        Assert.True(double.IsFinite(Evaluator.Measure(good, train).Loss));
    }

    [Fact]
    public void Weights_ruined_by_the_last_step_of_an_epoch_are_noticed_before_they_are_saved()
    {
        var error = Assert.Throws<TrainingDivergedException>(
            () => Trainer.Fit(model, train, null, Options with { BatchSize = 300, CheckpointFolder = folder.Folder, Optimizer = parameters => optim.SGD(parameters, 1e38, weight_decay: 1e10) }));

        Assert.Equal((1, 1), (error.Epoch, error.Batch));
        Assert.Empty(folder.Names);
        Assert.Contains("No checkpoint", error.Message);
    }
}
