using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Preprocessing;

public sealed class RandomBlurTests : TensorTests
{
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
}
