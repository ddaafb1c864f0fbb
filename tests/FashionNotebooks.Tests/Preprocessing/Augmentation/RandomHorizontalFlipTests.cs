using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Preprocessing;

public sealed class RandomHorizontalFlipTests : TensorTests
{
    [Fact]
    public void A_certain_flip_mirrors_left_and_right_exactly()
        => Numbers.AreClose([3, 2, 1, 6, 5, 4], new RandomHorizontalFlip(1).Apply(Numbers.Counting(1, 2, 3)), tolerance: 0);

    [Fact]
    public void A_flip_that_never_happens_changes_nothing()
        => Numbers.AreClose([1, 2, 3, 4, 5, 6], new RandomHorizontalFlip(0).Apply(Numbers.Counting(1, 2, 3)), tolerance: 0);

    [Fact]
    public void The_probability_is_the_share_of_mirrored_samples()
    {
        manual_seed(1);
        var flipped = new RandomHorizontalFlip(0.3).Apply(tensor([0f, 1f]).view(1, 1, 1, 2).expand(5000, 1, 1, 2));
        Assert.InRange(flipped[.., 0, 0, 0].sum().item<float>(), 1340, 1660); // 1500 +- 5 standard deviations of 32
    }
}
