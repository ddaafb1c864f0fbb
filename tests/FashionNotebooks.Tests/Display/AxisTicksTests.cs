namespace FashionNotebooks.Tests.Display;

public class AxisTicksTests
{
    [Theory]
    [InlineData(10, 10, 1)]
    [InlineData(10, 5, 2)]
    [InlineData(12, 5, 5)]
    [InlineData(6000, 7, 1000)]
    [InlineData(0.35, 5, 0.1)]
    [InlineData(0.7, 3, 0.5)]
    [InlineData(99, 10, 10)]
    [InlineData(0, 5, 1)]
    public void Steps_are_1_2_or_5_times_a_power_of_ten(double range, int steps, double expected) =>
        Assert.Equal(expected, AxisTicks.NiceStep(range, steps), 1e-12);

    [Fact]
    public void Ticks_are_the_multiples_within_the_range_ends_included()
    {
        Assert.Equal([0, 0.2, 0.4, 0.6], AxisTicks.Multiples(-0.05, 0.6, 0.2).Select(v => Math.Round(v, 9)));
        Assert.Empty(AxisTicks.Multiples(0.1, 0.4, 0.5));
    }

    [Theory]
    [InlineData(6000, 1000, "", "6,000")]
    [InlineData(0.25, 0.05, "", "0.25")]
    [InlineData(0.3, 0.1, "", "0.3")]
    [InlineData(0.0005, 0.0005, "", "0.0005")]
    [InlineData(-0.0000001, 0.1, "", "0.0")]
    [InlineData(-2, 1, "", "-2")]
    [InlineData(0.025, 0.005, ".1~%", "2.5%")]
    [InlineData(0.2, 0.1, ".1~%", "20%")]
    [InlineData(7, 0.5, "d", "7")]
    public void Numbers_have_the_decimals_that_their_step_needs(double value, double step, string format, string expected) =>
        Assert.Equal(expected, AxisTicks.Format(value, step, format));

    [Fact]
    public void A_logarithmic_axis_is_marked_at_1_2_and_5() =>
        Assert.Equal([5, 10, 20, 50, 100, 200], AxisTicks.Logarithmic(3, 200), (a, b) => Math.Abs(a - b) < 1e-9);

    [Fact]
    public void A_short_logarithmic_axis_is_marked_in_equal_steps() =>
        Assert.Equal([30, 32, 34, 36, 38], AxisTicks.Logarithmic(29, 39), (a, b) => Math.Abs(a - b) < 1e-9);

    [Theory]
    [InlineData(0.05, "0.05")]
    [InlineData(50, "50")]
    [InlineData(2_000, "2k")]
    [InlineData(500_000, "500k")]
    [InlineData(20_000_000, "20M")]
    [InlineData(1_500_000_000, "1.5G")]
    public void Large_numbers_are_short(double value, string text) => Assert.Equal(text, AxisTicks.Short(value));
}
