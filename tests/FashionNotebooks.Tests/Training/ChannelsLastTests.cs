using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks.Tests.Training;

public class ChannelsLastTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void The_numbers_stay_and_neighbours_in_memory_are_channels(int channels)
    {
        using var scope = NewDisposeScope();
        var images = arange(2 * channels * 4 * 5).reshape(2, channels, 4, 5);

        var reordered = ChannelsLast.Of(images);

        Assert.Equal(images.data<long>().ToArray(), reordered.data<long>().ToArray());
        Assert.Equal([20L * channels, 1, 5 * channels, channels], reordered.stride());
    }

    [Fact]
    public void Tensors_that_are_no_images_stay_as_they_are()
    {
        using var rows = zeros(2, 3);
        Assert.Same(rows, ChannelsLast.Of(rows));
    }

    [Fact]
    public void A_model_keeps_its_parameters_and_its_results()
    {
        using var scope = NewDisposeScope();
        var (first, second) = (Conv2d(1, 4, 3), Conv2d(4, 2, 3, padding: 1));
        var model = Sequential(("first", first), ("relu", ReLU()), ("second", second));
        var images = rand(2, 1, 6, 6);
        var before = model.call(images).detach();
        var weight = second.weight;

        ChannelsLast.Store(model);

        Assert.Same(weight, second.weight);
        Assert.True(weight.requires_grad);
        Assert.Equal([36L, 1, 12, 4], weight.stride());
        Assert.Equal([9L, 1, 3, 1], first.weight.stride());
        Assert.True(model.call(ChannelsLast.Of(images)).allclose(before, rtol: 1e-4, atol: 1e-6));
    }
}
