using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Preprocessing;

public sealed class RandomApplyTests : TensorTests
{
    [Fact]
    public void A_sample_is_changed_as_a_whole_or_not_at_all_as_often_as_the_probability_says()
    {
        manual_seed(1);
        var halved = new RandomApply(0.3, new Halving()).Apply(ones(4000, 1, 2, 2)).Floats().Chunk(4).ToArray();
        Assert.All(halved, pixels => Assert.Single(pixels.Distinct()));
        Assert.Equal(0.3, halved.Count(pixels => pixels[0] == 0.5f) / 4000.0, 0.03); // four standard deviations
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0.5)]
    public void None_and_all_are_certain(double probability, float expected) =>
        Assert.All(new RandomApply(probability, new Halving()).Apply(ones(500, 1, 1, 1)).Floats(), value => Assert.Equal(expected, value));

    [Fact]
    public void Something_is_to_be_applied() => Assert.Throws<ArgumentNullException>(() => new RandomApply(0.5, null!));

    private sealed class Halving : IAugmentation
    {
        public Tensor Apply(Tensor images) => images.mul(0.5);
    }
}
