using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Training;

/// <summary>Expected values: PyTorch 1.13.0 (Debian's python3-torch), written out with its softmax and cross_entropy.</summary>
public sealed class LossesTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor logits = tensor(new float[,] { { 2, 0.5f, -1 }, { 0.1f, 0.2f, 0.3f }, { -1, 3, 0 }, { 0, 0, 2 } });
    private readonly Tensor truth = tensor(new long[] { 0, 2, 1, 0 });

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Class_weights_count_a_class_inversely_to_its_size() =>
        Assert.Equal(0.862428, Losses.ClassWeighted([6, 3, 1])(logits, truth).item<float>(), 1e-5);

    [Theory]
    [InlineData(0, 0.887171)] // cross-entropy itself
    [InlineData(0.5, 0.760588)]
    [InlineData(2, 0.550128)]
    public void Focal_loss_counts_little_what_is_learned_already(double gamma, double expected) =>
        Assert.Equal(expected, Losses.Focal(gamma)(logits, truth).item<float>(), 1e-5);

    [Fact]
    public void Focal_loss_has_the_gradient_of_its_formula()
    {
        logits.requires_grad = true;

        Losses.Focal()(logits, truth).backward();

        float[] expected = [-0.0068212f, 0.0055768f, 0.0012444f];
        Assert.All(expected.Zip(logits.grad![0].data<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Theory]
    [InlineData(0, 0.887171)]
    [InlineData(0.5, 0.822450)]
    [InlineData(1, 0.831201)]
    public void Logit_adjustment_adds_the_logarithm_of_a_classs_share(double tau, double expected) =>
        Assert.Equal(expected, Losses.LogitAdjusted([6, 3, 1], tau)(logits, truth).item<float>(), 1e-5);

    [Fact]
    public void A_class_without_images_and_impossible_settings_are_refused()
    {
        Assert.Contains("Class 1 has 0 training images", Assert.Throws<ArgumentException>(() => Losses.ClassWeighted([6, 0, 1])).Message);
        Assert.Contains("Class 1 has 0 training images", Assert.Throws<ArgumentException>(() => Losses.LogitAdjusted([6, 0, 1])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.Focal(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Losses.LogitAdjusted([6, 1], double.NaN));
    }

    [Fact]
    public void Training_descends_on_the_loss_that_it_is_given_and_reports_it()
    {
        using var train = SmallProblem.Corners(200);
        using var model = SmallProblem.Network();
        TrainingOptions options = new() { Epochs = 1, BatchSize = 200, Seed = 5, Progress = null };
        using var twin = SmallProblem.Network();
        var plain = Trainer.Fit(twin, train, null, options).Epochs[0].TrainLoss;

        var focal = Trainer.Fit(model, train, null, options with { Loss = Losses.Focal() }).Epochs[0].TrainLoss;

        // Probabilities of true classes lie about 1/4 before the first step: (3/4)² of cross-entropy.
        Assert.InRange(focal / plain, 0.4, 0.75);
    }
}
