using static TorchSharp.Tests.RecordedTensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

public sealed class LayerTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly RecordedTensors recorded = new("layers");

    public void Dispose() => scope.Dispose();

    public static TheoryData<string> OnImages() => [.. Layers.Keys];

    private static readonly Dictionary<string, Func<Module<Tensor, Tensor>>> Layers = new()
    {
        ["conv2d"] = () => Conv2d(2, 3, 3),
        ["conv2d stride 2 padding 1"] = () => Conv2d(2, 4, 3, stride: 2, padding: 1),
        ["conv2d same"] = () => Conv2d(2, 3, 3, Padding.Same),
        ["conv2d reflect"] = () => Conv2d(2, 3, (3, 5), padding: (1, 2), padding_mode: PaddingModes.Reflect),
        ["conv2d groups dilation no bias"] = () => Conv2d(2, 4, 2, dilation: 2, groups: 2, bias: false),
        ["max_pool2d"] = () => MaxPool2d(2),
        ["max_pool2d 3 1 1"] = () => MaxPool2d(3, stride: 1, padding: 1),
        ["avg_pool2d"] = () => AvgPool2d(2),
        ["avg_pool2d ceil"] = () => AvgPool2d(4, padding: 1, ceil_mode: true, count_include_pad: false),
        ["adaptive_avg_pool2d"] = () => AdaptiveAvgPool2d((2, 1)),
        ["flatten"] = () => Flatten(),
        ["softmax"] = () => Softmax(1),
        ["log_softmax"] = () => LogSoftmax(1),
        ["gelu"] = () => GELU(),
        ["silu"] = () => SiLU(),
        ["leaky_relu"] = () => LeakyReLU(0.1),
        ["sigmoid"] = () => Sigmoid(),
        ["tanh"] = () => Tanh(),
        ["dropout"] = () => Dropout(0.3),
        ["dropout2d"] = () => Dropout2d(0.5),
        ["batch_norm2d"] = () => BatchNorm2d(2),
    };

    [Theory]
    [MemberData(nameof(OnImages))]
    public void A_seeded_layer_on_images_equals_PyTorchs_in_weights_output_and_gradients(string name) =>
        Check(name, Layers[name], Numbers(2, 2, 6, 6));

    [Fact]
    public void Seeded_layers_on_vectors_equal_PyTorchs_in_weights_output_and_gradients()
    {
        Check("linear", () => Linear(5, 3), Numbers(4, 5));
        Check("linear no bias", () => Linear(5, 3, hasBias: false), Numbers(4, 5));
        Check("batch_norm1d", () => BatchNorm1d(5), Numbers(4, 5));
    }

    [Fact]
    public void A_seeded_network_equals_PyTorchs_in_weights_output_and_gradients() =>
        Check(
            "network",
            () => Sequential(Conv2d(2, 3, 3), BatchNorm2d(3), ReLU(), MaxPool2d(2), Flatten(), Linear(12, 4)),
            Numbers(2, 2, 6, 6),
            output => functional.cross_entropy(output, tensor([3L, 1])));

    [Fact]
    public void Layers_in_place_give_what_the_others_give()
    {
        var x = Numbers(2, 3);
        Assert.True(ReLU(inplace: true).call(x.clone()).Equals(x.relu()));
        Assert.True(Sequential(Identity(), LeakyReLU(0.1, inplace: true), SiLU(inplace: true)).call(x.clone()).Equals(x.leaky_relu(0.1).silu()));
        Assert.True(Dropout(0.5, inplace: true).call(x.clone()).ne(x).any().item<bool>());
    }

    [Fact]
    public void Dropout_does_nothing_while_evaluating()
    {
        var x = Numbers(4, 5);
        var dropout = Dropout(0.5);
        Assert.False(dropout.call(x).Equals(x));
        dropout.eval();
        Assert.True(dropout.call(x).Equals(x));
    }

    [Fact]
    public void Layers_tell_their_settings()
    {
        var conv = Conv2d(2, 4, (3, 5), stride: (1, 2), padding: (1, 0));
        Assert.Equal((2, 4), (conv.in_channels, conv.out_channels));
        Assert.Equal([3, 5], conv.kernel_size);
        Assert.Equal([1, 2], conv.stride);
        Assert.Equal([1, 0], conv.padding!);
        Assert.Equal([4, 2, 3, 5], conv.weight.shape);
        Assert.Null(Conv2d(2, 4, 3, bias: false).bias);
        var linear = Linear(5, 3);
        Assert.Equal((5, 3), (linear.in_features, linear.out_features));
        Assert.Equal([3, 5], linear.weight.shape);
        Assert.Equal([2, 2], MaxPool2d(2).kernel_size);
        Assert.Equal(0.3, Dropout(0.3).p);
        Assert.Equal(2, BatchNorm2d(2).num_features);
    }

    [Fact]
    public void Wrong_input_is_an_exception_that_says_what_is_wrong()
    {
        Assert.Contains("4", Assert.Throws<ArgumentException>(() => BatchNorm2d(3).call(zeros(2, 3))).Message);
        var error = Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => Conv2d(1, 2, 3).call(zeros(1, 3, 8, 8)));
        Assert.Contains("expected input[1, 3, 8, 8] to have 1 channels", error.Message);
        Assert.Throws<ArgumentException>(() => Conv2d(1, 2, 3, Padding.Same, stride: 2));
    }

    private void Check(string name, Func<Module<Tensor, Tensor>> make, Tensor x, Func<Tensor, Tensor>? loss = null)
    {
        manual_seed(5);
        var layer = make();
        x.requires_grad = true;
        var output = layer.call(x);
        (loss?.Invoke(output) ?? (output * output).mean()).backward();
        recorded.Check($"{name} output", output);
        recorded.Check($"{name} input gradient", x.grad!);
        foreach (var (parameterName, parameter) in layer.named_parameters())
        {
            recorded.Check($"{name} {parameterName}", parameter);
            recorded.Check($"{name} {parameterName} gradient", parameter.grad!);
        }
    }
}
