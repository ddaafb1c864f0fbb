namespace FashionNotebooks.Tests.Evaluation;

public class IntervalTests
{
    [Theory, MemberData(nameof(RecordedPredictions.Names), MemberType = typeof(RecordedPredictions))]
    public void The_accuracys_interval_is_the_one_that_SciPy_finds(string name)
    {
        var recorded = RecordedPredictions.Load(name);
        var interval = recorded.Predictions().AccuracyInterval;
        Assert.Equal(recorded.Interval[0], interval.Low, 1e-12);
        Assert.Equal(recorded.Interval[1], interval.High, 1e-12);
    }

    [Fact]
    public void Shares_of_0_and_1_have_an_interval_on_one_side()
    {
        // Of 0 in n: 0 to z2 / (n + z2), with z2 = 3.8415.
        Assert.Equal(0, Interval.Wilson(0, 10).Low, 1e-15);
        Assert.Equal(3.8414588 / 13.8414588, Interval.Wilson(0, 10).High, 1e-7);
        Assert.Equal(10 / 13.8414588, Interval.Wilson(10, 10).Low, 1e-7);
        Assert.Equal(1, Interval.Wilson(10, 10).High, 1e-15);
    }

    [Fact]
    public void It_is_printed_in_percent() => Assert.Equal("91.44 % to 92.51 %", $"{new Interval(0.91442, 0.92507)}");

    [Fact]
    public void No_sample_and_impossible_counts_are_refused()
    {
        Assert.Throws<InvalidOperationException>(() => new Predictions([], new float[0, 2]).AccuracyInterval);
        Assert.Throws<ArgumentOutOfRangeException>(() => Interval.Wilson(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Interval.Wilson(-1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Interval.Wilson(6, 5));
    }
}
