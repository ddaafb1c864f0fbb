using static TorchSharp.torch;

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
}
