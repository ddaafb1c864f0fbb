using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Preprocessing;

public class ComposeTests
{
    [Fact]
    public void Augmentations_are_applied_in_their_order()
    {
        using var scope = NewDisposeScope();
        var image = Numbers.Counting(1, 1, 2);
        Change twice = new(t => t.mul(2)), plusOne = new(t => t.add(1));
        Numbers.AreClose([3, 5], new Compose(twice, plusOne).Apply(image));
        Numbers.AreClose([4, 6], new Compose(plusOne, twice).Apply(image));
        Numbers.AreClose([5, 3], new Compose(twice, plusOne, new RandomHorizontalFlip(1)).Apply(image));
    }

    private sealed record Change(Func<Tensor, Tensor> How) : IAugmentation
    {
        public Tensor Apply(Tensor images) => How(images);
    }

    [Fact]
    public void Its_text_names_every_step_with_its_settings()
    {
        var text = new Compose(new RandomCrop(2), new RandomHorizontalFlip()).ToString();
        Assert.Equal("RandomCrop { Padding = 2, Fill = 0 }, RandomHorizontalFlip { Probability = 0.5 }", text);
    }

    [Fact]
    public void An_empty_chain_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new Compose());
        Assert.Throws<ArgumentException>(() => new Compose(new RandomCrop(1), null!));
    }
}
