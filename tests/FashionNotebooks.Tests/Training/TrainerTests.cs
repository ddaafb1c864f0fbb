using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Tests.Training;

public sealed class TrainerTests() : SmallTrainingTests(300, 100)
{
    private static TrainingOptions Silent => new() { Epochs = 3, BatchSize = 32, Seed = 5, Progress = null };

    [Fact]
    public void A_learnable_problem_is_learned()
    {
        var history = Trainer.Fit(model, train, validation, Silent);

        Assert.Equal([1, 2, 3], history.Epochs.Select(epoch => epoch.Epoch));
        Assert.True(history.Epochs[^1].TrainLoss < history.Epochs[0].TrainLoss);
        Assert.True(history.Epochs[^1].ValidationAccuracy > 0.95);
        Assert.False(model.training);
    }

    [Fact]
    public void The_same_seed_gives_identical_losses_dropout_included()
    {
        History Run(int seed)
        {
            using var model = SmallProblem.Network(dropout: true);
            return Trainer.Fit(model, train, validation, Silent with { Seed = seed });
        }

        var (first, second, other) = (Run(5), Run(5), Run(6));

        Assert.Equal(Losses(first), Losses(second));
        Assert.NotEqual(Losses(first), Losses(other));
    }

    [Fact]
    public void The_losses_are_those_of_the_loop_written_out_by_hand()
    {
        using var byLibrary = SmallProblem.Network();
        using var byHand = SmallProblem.Network();

        var history = Trainer.Fit(byLibrary, train, null, Silent);

        using var optimizer = optim.Adam(byHand.parameters());
        var shuffle = new SeededRandom(5);
        var expected = new List<double>();
        for (var epoch = 0; epoch < 3; epoch++)
        {
            byHand.train();
            var total = 0.0;
            foreach (var batch in shuffle.Permutation(300).Select(i => (long)i).Chunk(32))
            {
                using var scope = NewDisposeScope();
                using var rows = tensor(batch);
                optimizer.zero_grad();
                var loss = functional.cross_entropy(byHand.call(train.Inputs.index_select(0, rows)), train.Labels.index_select(0, rows));
                loss.backward();
                optimizer.step();
                total += loss.item<float>() * batch.Length;
            }
            expected.Add(total / 300);
        }
        Assert.Equal(expected, history.Epochs.Select(epoch => epoch.TrainLoss), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Early_stopping_is_a_matter_of_two_lines()
    {
        using var stop = new CancellationTokenSource();
        var losses = new List<double?>();

        // A learning rate of 0 changes no weight, but the running statistics settle: the loss stops falling sooner or later.
        var history = Trainer.Fit(model, train, validation, Silent with
        {
            Epochs = 500, Optimizer = parameters => optim.SGD(parameters, 0.0), Stop = stop.Token,
            OnEpoch = epoch =>
            {
                losses.Add(epoch.ValidationLoss);
                if (losses.Count - losses.IndexOf(losses.Min()) > 2)
                    stop.Cancel();
            },
        });

        var best = history.Epochs.MinBy(epoch => epoch.ValidationLoss)!;
        Assert.InRange(history.Epochs.Count, 3, 499);
        Assert.Equal(best.Epoch + 2, history.Epochs.Count);
        Assert.Equal(history.Epochs.Select(epoch => epoch.ValidationLoss), losses);
        Assert.True(history.Interrupted);
        Assert.False(model.training);
    }

    [Fact]
    public void Whoever_watches_finds_the_epoch_saved_and_the_model_as_it_was_measured()
    {
        using var restored = SmallProblem.Network(seed: 99);
        var told = 0;

        Trainer.Fit(model, train, validation, Silent with
        {
            CheckpointFolder = folder.Folder,
            OnEpoch = epoch =>
            {
                Checkpoint.Load(restored, folder.File("last.dat"));
                Assert.Equal(epoch.ValidationLoss!.Value, Evaluator.Measure(restored, validation).Loss, 1e-9);
                told++;
            },
        });

        Assert.Equal(3, told);
        Assert.Equal(["last.dat", "resume.dat"], folder.Names);
    }

    [Fact]
    public void A_run_that_is_stopped_before_it_begins_has_no_epochs()
    {
        var history = Trainer.Fit(model, train, null, Silent with { Stop = new CancellationToken(canceled: true) });

        Assert.Empty(history.Epochs);
        Assert.True(history.Interrupted);
    }

    [Fact]
    public void The_progress_line_rewrites_itself_and_each_epoch_leaves_one_line()
    {
        var output = new StringWriter();

        var history = Trainer.Fit(model, train, validation, Silent with { Progress = new ProgressBar(output) });

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains($"epoch 3/3  loss {history.Epochs[2].TrainLoss:F4}", lines[2]);
        Assert.Contains($"validation loss {history.Epochs[2].ValidationLoss:F4}", lines[2]);
    }

    [Fact]
    public void Training_creates_no_tensor_that_it_does_not_free()
    {
        using var mahesh = Mahesh.Network(seed: 1);
        using var images = new LabeledTensors(rand(500, 1, 28, 28), randint(0, 10, [500], ScalarType.Int64));
        var resident = new List<long>();

        for (var epoch = 1; epoch <= 10; epoch++)
        {
            Trainer.Fit(mahesh, images, null, Silent with { Epochs = 1, BatchSize = 100 });
            GC.Collect();
            resident.Add(Environment.WorkingSet);
        }

        Assert.True(resident[9] < resident[1] * 1.05, $"resident after epoch 2: {resident[1]:N0}, after epoch 10: {resident[9]:N0} bytes");
    }

    [Fact]
    public void Labels_that_do_not_go_with_the_inputs_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new LabeledTensors(zeros(3, 1, 8, 8), zeros(2, dtype: ScalarType.Int64)));

        Assert.Contains("3 inputs", error.Message);
    }

    private static IEnumerable<double?> Losses(History history) =>
        history.Epochs.SelectMany(epoch => new[] { epoch.TrainLoss, epoch.ValidationLoss });
}
