using FashionNotebooks.Models;
using FashionNotebooks.Systems;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Tests.Models;

public sealed class ModelSummaryTests
{
    [Fact]
    public void Mahesh_comes_out_layer_by_layer_as_its_author_reported()
    {
        using var model = Mahesh.Network(seed: 0);

        var summary = model.Summary(1, 28, 28);

        Assert.Equal(
            [
                ("Conv2d", "26 x 26 x 32", 320),
                ("MaxPool2d", "13 x 13 x 32", 0),
                ("Conv2d", "11 x 11 x 64", 18_496),
                ("MaxPool2d", "5 x 5 x 64", 0),
                ("Conv2d", "3 x 3 x 64", 36_928),
                ("Flatten", "576", 0),
                ("Linear", "64", 36_928),
                ("Linear", "10", 650),
            ],
            summary.Layers.Select(layer => (layer.Name[(layer.Name.IndexOf('(') + 1)..^1], layer.OutputShape, (int)layer.Parameters)));
        Assert.Equal(93_322, summary.Total);
        Assert.Equal(93_322, summary.Trainable);
    }

    [Fact]
    public void Batch_normalization_counts_its_running_statistics_as_not_trainable_as_Keras_does()
    {
        // seeds.md, kotb: batch normalization after 32 maps has 128 parameters, half of them running statistics.
        using var model = Sequential(Conv2d(1, 32, 3, padding: 1), BatchNorm2d(32));

        var layer = model.Summary(1, 28, 28).Layers[1];

        Assert.Equal((128, 64, 64), (layer.Parameters, layer.Trainable, layer.NonTrainable));
    }

    [Fact]
    public void The_baseline_has_the_parameters_that_notebook_3_counts_by_hand()
    {
        using var model = Baseline.Network(seed: 0);

        Assert.Equal(320 + 18_496 + 401_536 + 1_290, model.Summary(1, 28, 28).Total);
    }

    [Fact]
    public void The_text_has_a_row_a_layer_and_the_totals()
    {
        using var model = Mahesh.Network(seed: 0);

        var lines = model.Summary(1, 28, 28).ToString().TrimEnd().Split('\n');

        Assert.Equal(1 + 1 + 8 + 1 + 1, lines.Length);
        Assert.Contains("conv2 (Conv2d)", lines[4]);
        Assert.EndsWith("18,496", lines[4].TrimEnd());
        Assert.Equal("Total 93,322, trainable 93,322, non-trainable 0", lines[^1].TrimEnd());
    }

    [Fact]
    public void A_sequential_inside_another_is_opened_up()
    {
        using var model = Sequential(("block", Sequential(("conv", Conv2d(1, 4, 3)), ("relu", ReLU()))), ("flatten", Flatten()));

        Assert.Equal(["block.conv (Conv2d)", "flatten (Flatten)"], model.Summary(1, 5, 5).Layers.Select(layer => layer.Name));
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
}
