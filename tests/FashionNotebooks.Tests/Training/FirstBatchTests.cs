using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Tests.Training;

/// <summary>What does not go together is told in a sentence, before anything is trained or measured.</summary>
public sealed class FirstBatchTests() : SmallTrainingTests(40, 1)
{
    private static TrainingOptions Silent => new() { Epochs = 1, BatchSize = 16, Progress = null };

    [Theory]
    [InlineData(4, "The labels go from 0 to 4, but 4 classes go from 0 to 3")]
    [InlineData(-1, "The labels go from -1 to 3")]
    [InlineData(-100, "The labels go from -100 to 3")]
    public void Labels_without_a_logit(long label, string message)
    {
        var labels = train.Labels.clone();
        labels[17] = label;
        using var bad = new LabeledTensors(train.Inputs.clone(), labels);

        Says(message, () => Trainer.Fit(model, bad, null, Silent));
        Says(message, () => Trainer.Fit(model, train, bad, Silent));
        Says(message, () => Evaluator.Measure(model, bad));
        Says(message, () => Evaluator.Predict(model, bad));
    }

    [Fact]
    public void Images_of_another_size_than_the_networks()
    {
        using var large = LabeledTensors.From(new LabeledImages(new byte[32 * 32 * 3], [0, 1, 2], 32, 32));
        using var baseline = Baseline.Network(1);

        const string Message = "The network does not accept an input of shape 1 x 32 x 32 (without the batch)";
        Says(Message, () => Trainer.Fit(baseline, large, null, Silent));
        Says(Message, () => Evaluator.Measure(baseline, large));
        Says(Message, () => Evaluator.Predict(baseline, large));
        Says("shape 1 x 32 x 32", () => Trainer.Fit(model, train, large, Silent));
    }

    [Fact]
    public void A_network_that_is_no_classifier()
    {
        using var convolution = Conv2d(1, 4, 3);

        Says("this network gives Float32 of shape 2 x 4 x 6 x 6", () => Trainer.Fit(convolution, train, null, Silent));
        Says("samples x classes", () => Evaluator.Predict(convolution, train));
    }

    [Fact]
    public void A_loss_for_each_sample() => Says("Loss gives Float32 of shape 2: take the mean", () => Trainer.Fit(model, train, null, Silent with
    {
        Loss = (logits, targets) => functional.cross_entropy(logits, targets, reduction: Reduction.None),
    }));

    [Fact]
    public void A_loss_that_fails() => Says("The loss does not take logits of shape 2 x 4", () => Trainer.Fit(model, train, null, Silent with
    {
        Loss = (logits, _) => functional.cross_entropy(logits, zeros(5, dtype: ScalarType.Int64)),
    }));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void Counts_of_another_number_of_classes(int classes)
    {
        var counts = Enumerable.Repeat(10, classes).ToArray();
        var message = $"There are counts of {classes} classes, but logits of 4";

        Says(message, () => Trainer.Fit(model, train, null, Silent with { Loss = Losses.ClassWeighted(counts) }));
        Says(message, () => Trainer.Fit(model, train, null, Silent with { Loss = Losses.LogitAdjusted(counts) }));
    }

    [Theory]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Bool)]
    public void Inputs_of_whole_numbers_that_are_no_intensities(ScalarType type) =>
        Says($"these are {type} of shape 2 x 1 x 8 x 8", () => _ = new LabeledTensors(zeros([2, 1, 8, 8], type), zeros(2, dtype: ScalarType.Int64)));

    [Fact]
    public void Mixed_precision_of_a_float64_network()
    {
        using var exact = SmallProblem.Network().to(ScalarType.Float64);

        Says("Mixed precision starts from float32 weights", () => Trainer.Fit(exact, train, null, Silent with { Precision = ScalarType.BFloat16 }));
    }

    [Fact]
    public void Intensities_are_scaled_and_other_number_types_brought_to_the_networks()
    {
        var bytes = Preprocess.Unscale(train.Inputs);
        using var kept = new LabeledTensors(bytes, train.Labels.clone());
        using var scaled = new LabeledTensors(bytes.to(ScalarType.Float32).div(255), train.Labels.clone());
        using var exact = new LabeledTensors(bytes.to(ScalarType.Float64).div(255), train.Labels.clone());

        double Loss(LabeledTensors set)
        {
            using var network = SmallProblem.Network();
            return Trainer.Fit(network, set, set, Silent).Epochs[0].ValidationLoss!.Value;
        }

        Assert.Equal(Loss(scaled), Loss(kept));
        Assert.Equal(Loss(scaled), Loss(exact), 1e-5);
    }

    [Fact]
    public void A_float64_network_is_trained_measured_and_asked()
    {
        using var exact = SmallProblem.Network().to(ScalarType.Float64);
        using var single = SmallProblem.Network();

        Assert.Equal(Evaluator.Measure(single, train).Loss, Evaluator.Measure(exact, train).Loss, 1e-5);
        Assert.Equal(Evaluator.Predict(single, train).Confidence, Evaluator.Predict(exact, train).Confidence, (a, b) => Math.Abs(a - b) < 1e-5);
        var mixing = Silent with { Mixing = new Mixup(1) };
        Assert.Equal(Trainer.Fit(single, train, null, mixing).Epochs[0].TrainLoss, Trainer.Fit(exact, train, null, mixing).Epochs[0].TrainLoss, 1e-4);
    }

    [Fact]
    public void Looking_changes_nothing_that_is_drawn_afterwards()
    {
        // A network that draws numbers even when it is looked at.
        using Noisy first = new(), second = new();
        var expected = Trainer.Fit(first, train, null, Silent).Epochs[0].TrainLoss;

        Assert.Equal(expected, Trainer.Fit(second, train, train, Silent).Epochs[0].TrainLoss);
    }

    private static void Says(string message, Action action)
    {
        var error = Assert.ThrowsAny<ArgumentException>(action);
        Assert.Contains(message, error.Message);
        Assert.DoesNotContain("\n", error.Message);
    }

    private sealed class Noisy : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> dense;

        public Noisy() : base(nameof(Noisy))
        {
            using var generator = manual_seed(1);
            dense = Linear(64, 4);
            RegisterComponents();
        }

        public override Tensor forward(Tensor images) => dense.call(images.flatten(1).add(randn(images.shape[0], 64)));
    }
}
