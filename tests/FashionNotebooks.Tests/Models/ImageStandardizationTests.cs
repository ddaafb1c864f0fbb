using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Models;

public class ImageStandardizationTests
{
    [Fact]
    public void Each_image_has_mean_0_and_variance_1_of_its_own()
    {
        using var scope = NewDisposeScope();
        using var layer = new ImageStandardization();
        var images = tensor((float[])[0, 0, 0, 1, 2, 2, 6, 6], [2, 1, 2, 2]);

        var standardized = layer.call(images);

        // Means 1/4 and 4, variances 3/16 and 4 over the four pixels, 1e-5 added to each variance.
        var (low, high) = (-0.25 / Math.Sqrt(0.1875 + 1e-5), 0.75 / Math.Sqrt(0.1875 + 1e-5));
        double[] expected = [low, low, low, high, -1, -1, 1, 1];
        foreach (var (value, right) in standardized.contiguous().data<float>().ToArray().Zip(expected))
            Assert.Equal(right, value, 1e-5);
        Assert.Equal([2, 1, 2, 2], standardized.shape);
    }

    [Fact]
    public void Contrast_and_brightness_change_nothing_and_one_colour_becomes_0()
    {
        using var scope = NewDisposeScope();
        using var layer = new ImageStandardization();
        var images = RealData.Test.Take(5);
        var scaled = Preprocess.Images(images);

        Assert.True(layer.call(scaled).allclose(layer.call(scaled.mul(0.5).add(0.3)), rtol: 0, atol: 1e-3));
        Assert.True(layer.call(full([1, 1, 4, 4], 0.7)).eq(0).all().item<bool>());
    }

    [Fact]
    public void Images_stay_of_their_type_and_channels_last_and_nothing_else_is_kept_alive()
    {
        using var scope = NewDisposeScope();
        using var layer = new ImageStandardization();
        var images = rand(3, 1, 12, 10).to(ScalarType.BFloat16);
        var before = scope.DisposablesCount;

        var standardized = layer.call(images);

        Assert.Equal((ScalarType.BFloat16, "120 1 10 1"), (standardized.dtype, string.Join(' ', standardized.stride())));
        Assert.Equal(before + 1, scope.DisposablesCount);
    }
}
