using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Tests.Training;

public sealed class TrainerTests : IDisposable
{
    private readonly LabeledTensors train = SmallProblem.Corners(300);
    private readonly LabeledTensors validation = SmallProblem.Corners(100, seed: 2);
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose()
    {
        train.Dispose();
        validation.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static TrainingOptions Silent => new() { Epochs = 3, BatchSize = 32, Seed = 5, Progress = null };

    [Fact]
    public void A_learnable_problem_is_learned()
    {
        using var model = SmallProblem.Network();

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
    public void Every_epoch_sees_the_samples_in_another_order()
    {
        // With a learning rate of 0 and batch norm out of the way, only the grouping into batches could differ: seen through the model.
        using var model = new RecordsItsInputs();

        Trainer.Fit(model, train, null, Silent with { Epochs = 2, BatchSize = 300 });

        Assert.Equal(2, model.Batches.Count);
        Assert.NotEqual(model.Batches[0], model.Batches[1]);
        Assert.Equal(model.Batches[0].Order(), model.Batches[1].Order());
    }

    [Fact]
    public void Early_stopping_ends_the_run_when_the_validation_loss_no_longer_falls()
    {
        using var model = SmallProblem.Network();

        // A learning rate of 0 changes no weight, but the running statistics settle: the loss stops falling sooner or later.
        var history = Trainer.Fit(model, train, validation,
            Silent with { Epochs = 500, Patience = 2, Optimizer = parameters => optim.SGD(parameters, 0.0) });

        var best = history.Epochs.MinBy(epoch => epoch.ValidationLoss)!;
        Assert.True(history.Epochs.Count < 500);
        Assert.Equal(best.Epoch + 2, history.Epochs.Count);
    }

    [Fact]
    public void KeepBest_leaves_the_weights_of_the_best_epoch()
    {
        using var model = SmallProblem.Network();

        // Adam at this rate is thrown about, so that the last epoch is not the best one.
        using var noisy = SmallProblem.Corners(100, seed: 3, wrongLabels: 0.3);
        var history = Trainer.Fit(model, train, noisy,
            Silent with { Epochs = 8, KeepBest = true, Optimizer = parameters => optim.Adam(parameters, 0.3) });

        var best = history.Epochs.Min(epoch => epoch.ValidationLoss)!.Value;
        Assert.NotEqual(best, history.Epochs[^1].ValidationLoss);
        Assert.Equal(best, Evaluator.Measure(model, noisy).Loss, 1e-9);
    }

    [Fact]
    public void Checkpoints_of_the_last_and_the_best_epoch_and_the_history_are_saved()
    {
        using var model = SmallProblem.Network();

        var history = Trainer.Fit(model, train, validation,
            Silent with { Epochs = 6, CheckpointFolder = folder, Optimizer = parameters => optim.Adam(parameters, 0.3) });

        Assert.Equal(["best.dat", "history.json", "last.dat", "resume.dat"], Directory.GetFiles(folder).Select(path => Path.GetFileName(path)!).Order());
        using var restored = SmallProblem.Network(seed: 99);
        Checkpoint.Load(restored, Path.Combine(folder, "last.dat"));
        Assert.Equal(history.Epochs[^1].ValidationLoss!.Value, Evaluator.Measure(restored, validation).Loss, 1e-9);
        Checkpoint.Load(restored, Path.Combine(folder, "best.dat"));
        Assert.Equal(history.Epochs.Min(epoch => epoch.ValidationLoss)!.Value, Evaluator.Measure(restored, validation).Loss, 1e-9);
        Assert.Equal(history.Epochs, History.Load(Path.Combine(folder, "history.json")).Epochs);
    }

    [Fact]
    public void A_schedule_advances_once_an_epoch_and_the_history_names_the_rate()
    {
        using var model = SmallProblem.Network();

        var history = Trainer.Fit(model, train, null, Silent with
        {
            Optimizer = parameters => optim.Adam(parameters, 0.01),
            Schedule = optimizer => optim.lr_scheduler.StepLR(optimizer, 1, 0.1),
        });

        Assert.Equal([0.01, 0.001, 0.0001], history.Epochs.Select(epoch => epoch.LearningRate), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void The_progress_line_rewrites_itself_and_each_epoch_leaves_one_line()
    {
        using var model = SmallProblem.Network();
        var output = new StringWriter();

        var history = Trainer.Fit(model, train, validation, Silent with { Progress = output });

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains($"epoch 3/3  loss {history.Epochs[2].TrainLoss:F4}", lines[2]);
        Assert.Contains($"validation loss {history.Epochs[2].ValidationLoss:F4}", lines[2]);
    }

    [Fact]
    public void Training_creates_no_tensor_that_it_does_not_free()
    {
        using var model = Mahesh.Network(seed: 1);
        using var images = new LabeledTensors(rand(1_000, 1, 28, 28), randint(0, 10, [1_000], ScalarType.Int64));
        var resident = new List<long>();

        for (var epoch = 1; epoch <= 10; epoch++)
        {
            Trainer.Fit(model, images, null, Silent with { Epochs = 1, BatchSize = 100 });
            GC.Collect();
            resident.Add(Environment.WorkingSet);
        }

        Assert.True(resident[9] < resident[1] * 1.05, $"resident after epoch 2: {resident[1]:N0}, after epoch 10: {resident[9]:N0} bytes");
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, 0)]
    public void A_batch_size_or_a_number_of_epochs_below_one_is_refused(int batchSize, int epochs)
    {
        using var model = SmallProblem.Network();

        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => Trainer.Fit(model, train, null, Silent with { BatchSize = batchSize, Epochs = epochs }));

        Assert.Equal(batchSize < 1 ? "BatchSize" : "Epochs", error.ParamName);
    }

    [Fact]
    public void Early_stopping_and_keeping_the_best_need_a_validation_set()
    {
        using var model = SmallProblem.Network();

        Assert.Throws<ArgumentException>(() => Trainer.Fit(model, train, null, Silent with { Patience = 2 }));
        Assert.Throws<ArgumentException>(() => Trainer.Fit(model, train, null, Silent with { KeepBest = true }));
    }

    [Fact]
    public void Labels_that_do_not_go_with_the_inputs_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new LabeledTensors(zeros(3, 1, 8, 8), zeros(2, dtype: ScalarType.Int64)));

        Assert.Contains("3 inputs", error.Message);
    }

    private static IEnumerable<double?> Losses(History history) =>
        history.Epochs.SelectMany(epoch => new[] { epoch.TrainLoss, epoch.ValidationLoss });

    private sealed class RecordsItsInputs : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> dense = Linear(64, 4);

        public RecordsItsInputs() : base("records") => RegisterComponents();

        public List<float[]> Batches { get; } = [];

        public override Tensor forward(Tensor input)
        {
            Batches.Add(input[.., 0, 0, 0].data<float>().ToArray());
            return dense.call(input.flatten(1));
        }
    }
}
