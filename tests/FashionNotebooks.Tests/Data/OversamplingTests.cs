namespace FashionNotebooks.Tests.Data;

public class OversamplingTests
{
    // Each image is one pixel that names it: five of class 0, two of class 1, one of class 3.
    private static readonly LabeledImages Few = new([10, 11, 12, 13, 14, 20, 21, 30], [0, 0, 0, 0, 0, 1, 1, 3], 1, 1);

    [Fact]
    public void Every_class_that_is_there_becomes_as_large_as_the_largest() =>
        Assert.Equal([5, 5, 0, 5], Oversampling.Balance(Few, seed: 1).CountPerClass());

    [Fact]
    public void Images_of_a_class_come_equally_often_to_within_one()
    {
        var pixels = Oversampling.Balance(Few, seed: 1).Pixels.ToArray();
        int Times(byte pixel) => pixels.Count(value => value == pixel);

        Assert.All(new byte[] { 10, 11, 12, 13, 14 }, pixel => Assert.Equal(1, Times(pixel)));
        Assert.Equal([2, 3], new[] { Times(20), Times(21) }.Order());
        Assert.Equal(5, Times(30));
    }

    [Fact]
    public void The_seed_chooses_which_come_once_more()
    {
        string Balanced(int seed) => Convert.ToHexString(Oversampling.Balance(Few, seed).Pixels.Span);

        Assert.Equal(Balanced(4), Balanced(4));
        Assert.Equal(2, Enumerable.Range(1, 20).Select(Balanced).Distinct().Count());
    }

    [Fact]
    public void Nothing_cannot_be_balanced() => Assert.Throws<ArgumentException>(() => Oversampling.Balance(new([], []), seed: 1));
}
