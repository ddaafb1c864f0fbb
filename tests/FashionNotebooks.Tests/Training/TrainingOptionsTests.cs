using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Tests.Training;

public sealed class TrainingOptionsTests() : SmallTrainingTests(100, 50)
{
    private static TrainingOptions Silent => new() { Epochs = 2, BatchSize = 32, Seed = 5, Progress = null };

    [Fact]
    public void Augmentation_sees_every_training_batch_and_no_validation_image()
    {
        var augmentation = new SmallProblem.Counts();
        Trainer.Fit(model, train, validation, Silent with { Augmentation = augmentation });

        Assert.Equal([32, 32, 32, 4, 32, 32, 32, 4], augmentation.Batches);
    }

    [Fact]
    public void The_last_epochs_can_see_the_images_as_they_are()
    {
        var augmentation = new SmallProblem.Counts();
        Trainer.Fit(model, train, null, Silent with { Epochs = 3, BatchSize = 100, PlainEpochs = 2, Augmentation = augmentation, Mixing = new MustNotComeAfter(1) });

        Assert.Equal([100], augmentation.Batches);
    }

    [Fact]
    public void Mixing_gets_one_hot_targets_and_the_loss_follows_what_it_returns()
    {
        // Targets spread evenly cannot be learned beyond ln 4.
        var history = Trainer.Fit(model, train, null, Silent with { Epochs = 8, Mixing = new Levels() });

        Assert.Equal(Math.Log(4), history.Epochs[^1].TrainLoss, 0.1);
        Assert.All(history.Epochs, epoch => Assert.True(epoch.TrainLoss > Math.Log(4) - 1e-5));
    }

    [Fact]
    public void Label_smoothing_adds_its_share_of_the_even_spread()
    {
        // Logits 0 but for 2 in the true class, of 4: -ln softmax is 0.3407 for it and 2.3407 for the others.
        using var model = new Constant();
        var history = Trainer.Fit(model, OfOneClass(), null, Silent with { Epochs = 1, LabelSmoothing = 0.2 });

        Assert.Equal(0.8 * 0.340760 + 0.2 * (0.340760 + 3 * 2.340760) / 4, history.Epochs[0].TrainLoss, 1e-4);

        static LabeledTensors OfOneClass() => new(zeros(8, 1, 8, 8), full([8], 3, ScalarType.Int64));
    }

    [Fact]
    public void A_schedule_takes_a_step_a_batch_and_knows_how_many_there_are()
    {
        var told = 0;
        var history = Trainer.Fit(model, train, null, Silent with
        {
            Epochs = 3,
            Optimizer = parameters => optim.SGD(parameters, 1),
            Schedule = (optimizer, batches) =>
            {
                told = batches;
                return optim.lr_scheduler.LambdaLR(optimizer, batch => 1 - batch / 100.0);
            },
        });

        Assert.Equal(12, told);
        Assert.Equal([1, 0.96, 0.92], history.Epochs.Select(epoch => epoch.LearningRate), (a, b) => Math.Abs(a - b) < 1e-9);
    }

    public static TheoryData<string, Func<TrainingOptions, TrainingOptions>> NoSense => new()
    {
        { "BatchSize", options => options with { BatchSize = 0 } },
        { "BatchSize", options => options with { BatchSize = -1 } },
        { "Epochs", options => options with { Epochs = 0 } },
        { "LabelSmoothing", options => options with { LabelSmoothing = -0.1 } },
        { "LabelSmoothing", options => options with { LabelSmoothing = 1 } },
        { "LabelSmoothing", options => options with { LabelSmoothing = double.NaN } },
        { "Float16", options => options with { Precision = ScalarType.Float16 } },
        { "leave Loss null", options => options with { Loss = Losses.Focal(), LabelSmoothing = 0.1 } },
        { "leave Loss null", options => options with { Loss = Losses.Focal(), Mixing = new Mixup(1) } },
    };

    [Theory, MemberData(nameof(NoSense), DisableDiscoveryEnumeration = true)]
    public void Options_that_make_no_sense_are_refused_by_name(string said, Func<TrainingOptions, TrainingOptions> change) =>
        Assert.Contains(said, Assert.ThrowsAny<ArgumentException>(() => Trainer.Fit(model, train, null, change(Silent))).Message);

    private sealed class Levels : IMixing
    {
        public (Tensor Images, Tensor Targets) Apply(Tensor images, Tensor targets)
        {
            Assert.Equal([images.shape[0], 4], targets.shape);
            Assert.Equal(images.shape[0], targets.sum().item<float>());
            return (images, full_like(targets, 0.25));
        }
    }

    private sealed class MustNotComeAfter(int calls) : IMixing
    {
        private int left = calls;

        public (Tensor Images, Tensor Targets) Apply(Tensor images, Tensor targets)
        {
            Assert.True(left-- > 0);
            return (images, targets);
        }
    }

    /// <summary>2 for class 3, 0 for the others, whatever it sees.</summary>
    private sealed class Constant : Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Parameter bias = new(tensor(new float[] { 0, 0, 0, 2 }));

        public Constant() : base("constant") => RegisterComponents();

        public override Tensor forward(Tensor images) => bias.unsqueeze(0).expand(images.shape[0], 4);
    }
}
