using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Preprocessing;

public sealed class RandomBlurTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Each_sample_is_convolved_with_its_own_kernel()
    {
        var images = RealData.Test.Take(3);
        BlurKernel?[] kernels = [BlurKernel.Motion(5, 30), null, BlurKernel.Defocus(1.5)];
        var blurred = RandomBlur.Convolve(Preprocess.Images(images), kernels).mul(255).round().Floats();
        for (var i = 0; i < 3; i++)
        {
            var expected = images.Image(i).ToArray();
            if (kernels[i] is { } kernel)
                Blur.Apply(kernel, images.Image(i), 28, expected);
            for (var p = 0; p < 784; p++)
                Assert.InRange(blurred[i * 784 + p] - expected[p], -1.01f, 1.01f);
        }
    }

    [Fact]
    public void Channels_of_a_sample_are_blurred_alike()
    {
        var image = rand(2, 1, 9, 9);
        var blurred = RandomBlur.Convolve(image.expand(2, 3, 9, 9), [BlurKernel.Gaussian(1), BlurKernel.Motion(4, 70)]);
        Numbers.AreClose(blurred.select(1, 0).Floats(), blurred.select(1, 2));
    }

    [Fact]
    public void A_probability_of_none_changes_nothing_and_of_all_blurs_every_sample()
    {
        manual_seed(1);
        var images = rand(64, 1, 28, 28);
        Assert.Equal(images.Floats(), new RandomBlur(0).Apply(images).Floats());
        var changed = new RandomBlur(1).Apply(images);
        var differences = changed.sub(images).abs().amax([1, 2, 3]).Floats();
        // The weakest strengths, about one in ten, are less than a pixel and hardly a blur.
        Assert.InRange(differences.Count(difference => difference > 0.01f), 50, 64);
    }

    [Fact]
    public void A_probability_lies_between_0_and_1() => Assert.Throws<ArgumentOutOfRangeException>(() => new RandomBlur(1.1));
}
