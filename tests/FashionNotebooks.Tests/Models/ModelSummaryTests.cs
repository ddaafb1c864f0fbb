using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Tests.Models;

public sealed class ModelSummaryTests
{
    [Fact]
    public void Mahesh_comes_out_layer_by_layer_as_its_author_reported()
    {
        using var model = Mahesh.Network(seed: 0);

        var summary = model.Summary(1, 28, 28);

        // Multiply-adds are outputs times the weights that reach each.
        Assert.Equal(
            [
                ("Conv2d", "26 x 26 x 32", 320, 26 * 26 * 32 * 9),
                ("MaxPool2d", "13 x 13 x 32", 0, 0),
                ("Conv2d", "11 x 11 x 64", 18_496, 11 * 11 * 64 * 9 * 32),
                ("MaxPool2d", "5 x 5 x 64", 0, 0),
                ("Conv2d", "3 x 3 x 64", 36_928, 3 * 3 * 64 * 9 * 64),
                ("Flatten", "576", 0, 0),
                ("Linear", "64", 36_928, 576 * 64),
                ("Linear", "10", 650, 64 * 10),
            ],
            summary.Layers.Select(layer => (layer.Name.Split('(', ')')[1], layer.OutputShape, (int)layer.Parameters, (int)layer.MultiplyAdds)));
        Assert.Equal((93_322, 93_322), (summary.Total, summary.Trainable));
    }

    [Fact]
    public void The_text_has_a_row_a_layer_and_the_totals()
    {
        using var model = Mahesh.Network(seed: 0);

        var lines = model.Summary(1, 28, 28).ToString().TrimEnd().Split('\n');

        Assert.Equal(1 + 1 + 8 + 1 + 2, lines.Length);
        Assert.Contains("conv2 (Conv2d)", lines[4]);
        Assert.EndsWith("18,496", lines[4].TrimEnd());
        Assert.Equal("Total 93,322, trainable 93,322, non-trainable 0", lines[^2].TrimEnd());
        Assert.Equal("Multiply-adds for one input 2,794,240", lines[^1].TrimEnd());
    }

    [Fact]
    public void A_group_of_channels_sees_only_its_own_part_of_the_input()
    {
        using var model = Sequential(Conv2d(8, 8, 3, stride: 2, padding: 1, groups: 8, bias: false), Conv2d(8, 16, 1));

        Assert.Equal([4 * 4 * 8 * 9, 4 * 4 * 16 * 8], model.Summary(8, 8, 8).Layers.Select(layer => (int)layer.MultiplyAdds));
    }

    [Fact]
    public void The_layers_of_a_custom_module_are_listed_in_the_order_of_their_calls_and_its_own_parameters_beside_it()
    {
        using var model = Sequential(("stem", Conv2d(1, 4, 3)), ("block", new Residual(4, 8)), ("head", Sequential(("flatten", Flatten()), ("dense", Linear(72, 10)))));

        var summary = model.Summary(1, 8, 8);

        Assert.Equal(
            [
                new("stem (Conv2d)", "6 x 6 x 4", 40, 0, 36 * 4 * 9),
                new("block.first (Conv2d)", "3 x 3 x 8", 288, 0, 9 * 8 * 9 * 4),
                new("block.normalization (BatchNorm2d)", "3 x 3 x 8", 16, 16),
                new("block.second (Conv2d)", "3 x 3 x 8", 584, 0, 9 * 8 * 9 * 8),
                new("block.shortcut (Conv2d)", "3 x 3 x 8", 40, 0, 9 * 8 * 4),
                new("block (Residual)", "3 x 3 x 8", 1, 0),
                new("head.flatten (Flatten)", "72", 0, 0),
                new("head.dense (Linear)", "10", 730, 0, 720),
            ],
            summary.Layers);
        Assert.Equal(model.parameters().Sum(parameter => parameter.numel()), summary.Trainable);
        Assert.Equal(1296 + 2592 + 5184 + 288 + 720, summary.MultiplyAdds);
    }

    [Fact]
    public void A_layer_called_twice_computes_twice_but_has_its_parameters_once()
    {
        var shared = Conv2d(1, 1, 3, padding: 1);
        using var model = Sequential(("once", shared), ("relu", ReLU()), ("again", shared));

        var summary = model.Summary(1, 4, 4);

        Assert.Equal([(10, 144), (0, 144)], summary.Layers.Select(layer => ((int)layer.Parameters, (int)layer.MultiplyAdds)));
        Assert.Equal(10, summary.Total);
    }

    [Fact]
    public void Parameters_of_layers_that_are_not_called_are_counted_and_said_so()
    {
        using var model = new Unused();

        var summary = model.Summary(4);

        Assert.Equal([new("used (Linear)", "2", 10, 0, 8), new("spare (Linear)", "not called", 15, 0)], summary.Layers);
    }

    [Fact]
    public void A_second_summary_is_the_same_as_the_first()
    {
        using var model = new Residual(1, 2);

        Assert.Equal(model.Summary(1, 4, 4).Layers, model.Summary(1, 4, 4).Layers);
    }

    [Fact]
    public void Summarizing_leaves_the_mode_and_the_statistics_alone()
    {
        using var model = Sequential(Conv2d(1, 2, 3), BatchNorm2d(2));
        model.train();
        using var before = model.state_dict()["1.running_var"].clone();

        model.Summary(1, 8, 8);

        Assert.True(model.training);
        Assert.True(model.state_dict()["1.running_var"].allclose(before));
    }

    [Fact]
    public void An_input_of_the_wrong_shape_is_named()
    {
        using var model = Mahesh.Network(seed: 0);

        var error = Assert.Throws<ArgumentException>(() => model.Summary(3, 28, 28));

        Assert.Contains("3 x 28 x 28", error.Message);
    }

    /// <summary>Two convolutions beside a shortcut, and a learnt weight of their sum.</summary>
    private sealed class Residual : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> shortcut, first, normalization, activation, second;
        private readonly TorchSharp.Modules.Parameter scale;

        public Residual(long from, long to) : base(nameof(Residual))
        {
            shortcut = Conv2d(from, to, 1, stride: 2);
            first = Conv2d(from, to, 3, stride: 2, padding: 1, bias: false);
            normalization = BatchNorm2d(to);
            activation = ReLU();
            second = Conv2d(to, to, 3, padding: 1);
            scale = Parameter(torch.ones(1));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) =>
            second.call(activation.call(normalization.call(first.call(input)))) * scale + shortcut.call(input);
    }

    private sealed class Unused : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> used = Linear(4, 2), spare = Linear(4, 3);

        public Unused() : base(nameof(Unused)) => RegisterComponents();

        public override Tensor forward(Tensor input) => used.call(input);
    }
}
