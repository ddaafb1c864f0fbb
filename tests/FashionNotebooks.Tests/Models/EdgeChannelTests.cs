using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Models;

public class EdgeChannelTests
{
    [Fact]
    public void The_first_channel_is_the_image_and_the_second_its_edges()
    {
        using var scope = NewDisposeScope();
        var images = RealData.Test.Take(5);
        using var layer = new EdgeChannel();

        var both = layer.call(Preprocess.Images(images));

        Assert.Equal([5, 2, 28, 28], both.shape);
        Assert.Equal(images.Pixels.ToArray(), both.select(1, 0).mul(255).round().to(ScalarType.Byte).contiguous().data<byte>().ToArray());
        Assert.Equal(CannyEdges.DetectAll(images).Pixels.ToArray(), both.select(1, 1).mul(255).to(ScalarType.Byte).contiguous().data<byte>().ToArray());
    }

    [Fact]
    public void Edges_are_of_the_images_type_and_nothing_else_is_kept_alive()
    {
        using var scope = NewDisposeScope();
        using var layer = new EdgeChannel();
        var images = rand(3, 1, 12, 10).to(ScalarType.BFloat16);
        var before = scope.DisposablesCount;

        var both = layer.call(images);

        Assert.Equal((ScalarType.BFloat16, "3 2 12 10"), (both.dtype, string.Join(' ', both.shape)));
        Assert.Equal(before + 1, scope.DisposablesCount);
    }

    [Fact]
    public void Images_of_several_channels_or_without_one_are_refused()
    {
        using var scope = NewDisposeScope();
        using var layer = new EdgeChannel();

        Assert.Contains("one channel, but these have 2", Assert.Throws<ArgumentException>(() => layer.call(rand(3, 2, 8, 8))).Message);
        Assert.Contains("N x C x Height x Width", Assert.Throws<ArgumentException>(() => layer.call(rand(3, 8, 8))).Message);
    }
}
