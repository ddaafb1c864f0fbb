namespace FashionNotebooks.Tests.Evaluation;

public class SpreadTests
{
    [Fact]
    public void The_deviation_is_that_of_a_sample()
    {
        var spread = Spread.Of([0.90, 0.92, 0.91]);

        Assert.Equal(0.91, spread.Mean, 1e-12);
        Assert.Equal(0.01, spread.Deviation!.Value, 1e-12);
        Assert.Equal("91.0 % ± 1.0", $"{spread}");
        Assert.Equal("91.00 % ± 1.00", spread.ToString("F2"));
    }

    [Fact]
    public void A_single_value_has_none() => Assert.Equal((null, "50.0 %"), (Spread.Of([0.5]).Deviation, $"{Spread.Of([0.5])}"));

    [Fact]
    public void No_value_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Spread.Of([]));
}
