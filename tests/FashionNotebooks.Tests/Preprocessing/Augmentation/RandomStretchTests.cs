using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Preprocessing;

public sealed class RandomStretchTests : TensorTests
{
    [Fact]
    public void Garments_become_up_to_so_much_wider_and_lower()
    {
        var images = zeros(1000, 1, 40, 40);
        images.narrow(2, 10, 20).narrow(3, 15, 10).fill_(1); // 20 high, 10 wide, in the middle
        manual_seed(1);

        var stretched = new RandomStretch(widest: 2, lowest: 0.5).Apply(images);

        // Along a line through the middle the values sum to the garment's extent.
        IsUniform(stretched.select(2, 20).sum([1, 2]), 10, 20);
        IsUniform(stretched.select(3, 20).sum([1, 2]), 10, 20);
    }

    [Fact]
    public void Factors_of_1_change_nothing()
    {
        var images = rand(4, 1, 9, 7);
        Numbers.AreClose(images.Floats(), new RandomStretch(1, 1).Apply(images));
    }

    private static void IsUniform(Tensor extents, float from, float to)
    {
        var values = extents.Floats();
        Assert.InRange(values.Min(), from - 0.1f, from + 0.2f);
        Assert.InRange(values.Max(), to - 0.2f, to + 0.1f);
        Assert.Equal((from + to) / 2, values.Average(), 0.4); // four standard deviations of the mean
    }
}
