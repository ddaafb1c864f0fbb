namespace FashionNotebooks.Tests.Evaluation;

/// <summary>Expected values: SciPy 1.10.1, stats.t.ppf in Welch's formula.</summary>
public sealed class SeedDifferenceTests
{
    private static readonly double[] First = [0.900, 0.912, 0.905];

    [Fact]
    public void An_interval_without_zero_is_more_than_seeds_do()
    {
        var difference = SeedDifference.Between(First, [0.921, 0.930, 0.926, 0.919]);

        Assert.Equal(0.0183333333, difference.Mean, 1e-7);
        Assert.Equal(0.0063221040, difference.Interval!.Value.Low, 1e-7);
        Assert.Equal(0.0303445626, difference.Interval.Value.High, 1e-7);
        Assert.True(difference.IsBeyondSeeds);
        Assert.Equal("+1.83 points (+0.63 to +3.03)", $"{difference}");
    }

    [Fact]
    public void An_interval_with_zero_is_not()
    {
        var difference = SeedDifference.Between(First, [0.915, 0.890, 0.940]);

        Assert.Equal(-0.0485954089, difference.Interval!.Value.Low, 1e-7);
        Assert.Equal(0.0672620756, difference.Interval.Value.High, 1e-7);
        Assert.False(difference.IsBeyondSeeds);
    }

    [Fact]
    public void Of_a_single_seed_nothing_is_known()
    {
        var difference = SeedDifference.Between(First, [0.9]);

        Assert.Equal((null, null), (difference.Interval, difference.IsBeyondSeeds));
        Assert.Equal("-0.57 points", $"{difference}");
        Assert.Null(SeedDifference.OfMean([0.9]));
    }

    [Fact]
    public void Equal_values_leave_no_doubt()
    {
        Assert.Equal(new SeedDifference(0.5, new(0.5, 0.5)), SeedDifference.Between([0.25, 0.25], [0.75, 0.75]));
        Assert.False(SeedDifference.Between([0.25, 0.25], [0.25, 0.25]).IsBeyondSeeds);
    }

    [Fact]
    public void The_mean_of_seeds_has_Students_interval()
    {
        var interval = SeedDifference.OfMean(First)!.Value;

        Assert.Equal(0.8906929956, interval.Low, 1e-7);
        Assert.Equal(0.9206403378, interval.High, 1e-7);
    }

    [Fact]
    public void Runs_side_by_side_begin_with_the_best()
    {
        var table = Tables.Compare(("slow", First), ("once", [0.91]), ("fast", [0.921, 0.930, 0.926, 0.919]));

        Assert.Equal(["fast", "once", "slow"], table.Rows.Select(row => row[0]));
        Assert.Equal(["4", "1", "3"], table.Rows.Select(row => row[1]));
        Assert.Equal(["", "one seed can't tell", "yes"], table.Rows.Select(row => row[5]));
        Assert.Equal("92.40 % ± 0.50", table.Rows[0][2]);
        Assert.Equal("", table.Rows[1][3]);
        Assert.Throws<ArgumentException>(() => Tables.Compare());
    }
}
