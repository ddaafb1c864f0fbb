using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Tests.Training;

public sealed class MixedPrecisionTests() : SmallTrainingTests(300, 1)
{
    private static TrainingOptions Silent => new() { Epochs = 3, BatchSize = 32, Seed = 5, Progress = null };

    [Fact]
    public void It_learns_as_float32_does_and_leaves_float32_weights()
    {
        using var exact = SmallProblem.Network();
        using var mixed = SmallProblem.Network();

        var expected = Trainer.Fit(exact, train, null, Silent);
        var history = Trainer.Fit(mixed, train, null, Silent with { Precision = ScalarType.BFloat16 });

        // bfloat16 keeps eight bits: the losses agree to about a hundredth, and are not the same.
        foreach (var (mine, theirs) in history.Epochs.Zip(expected.Epochs))
            Assert.Equal(theirs.TrainLoss, mine.TrainLoss, 0.03);
        Assert.NotEqual(expected.Epochs[^1].TrainLoss, history.Epochs[^1].TrainLoss);
        Assert.All(mixed.state_dict().Values.Where(tensor => tensor.is_floating_point()), tensor => Assert.Equal(ScalarType.Float32, tensor.dtype));
    }

    [Theory]
    [InlineData("conv", 1.2)]
    [InlineData("dense", 0.8)]
    [InlineData("dense", double.NaN)]
    public void A_layer_that_the_engine_computes_wrongly_in_bfloat16_is_named_before_training(string name, double factor)
    {
        using var network = SmallProblem.Network();
        var layer = (Module<Tensor, Tensor>)network.named_modules().First(module => module.name == name).module;
        layer.register_forward_hook((_, _, output) => output.dtype == ScalarType.BFloat16 ? output * factor : output);
        var before = network.state_dict().ToDictionary(state => state.Key, state => state.Value.clone());

        var error = Assert.Throws<PlatformNotSupportedException>(() => Trainer.Fit(network, train, null, Silent with { Precision = ScalarType.BFloat16 }));

        Assert.Contains(name, error.Message);
        Assert.Contains("train in float32", error.Message);
        Assert.All(network.state_dict(), state => Assert.True(state.Value.Equals(before[state.Key])));
    }

    [Fact]
    public void Steps_too_small_for_bfloat16_add_up()
    {
        // The weight is 1 and each step about 0.0004, while bfloat16's next number below 1 is 0.996.
        using var model = Linear(1, 2, hasBias: false);
        using (no_grad())
            model.weight!.fill_(1);
        using var data = new LabeledTensors(ones(10, 1), zeros(10, dtype: ScalarType.Int64));

        Trainer.Fit(model, data, null, new()
        {
            Epochs = 10, BatchSize = 1, Precision = ScalarType.BFloat16, Progress = null, Optimizer = parameters => optim.SGD(parameters, 0.0008),
        });

        // Both logits stay almost equal, so the gradients are -1/2 and 1/2: 100 steps of 0.0004.
        Assert.Equal(1.04, model.weight[0, 0].item<float>(), 0.002);
        Assert.Equal(0.96, model.weight[1, 0].item<float>(), 0.002);
    }
}
