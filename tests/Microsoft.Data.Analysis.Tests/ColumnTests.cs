namespace Microsoft.Data.Analysis.Tests;

public class ColumnTests
{
    [Fact]
    public void Value_counts_come_in_the_order_the_values_are_met()
    {
        var counts = new SingleDataFrameColumn("label", (float?[])[9, 0, 0, null, 9, 9]).ValueCounts();
        Assert.Equal(["Values", "Counts"], counts.Columns.Select(c => c.Name));
        Assert.Equal([9f, 0f], counts["Values"].Cast<float>());
        Assert.Equal([3L, 2L], counts["Counts"].Cast<long>());
        Assert.Equal([1L, 1L], new StringDataFrameColumn("s", ["a", "b", null]).ValueCounts()["Counts"].Cast<long>());
    }

    [Fact]
    public void Sums_keep_the_type_and_means_leave_missing_values_out()
    {
        DoubleDataFrameColumn column = new("x", (double?[])[1, null, 4]);
        Assert.Equal(5.0, column.Sum());
        Assert.Equal(3, new Int32DataFrameColumn("x", [1, 2]).Sum());
        Assert.Equal(3L, new Int64DataFrameColumn("x", [1, 2]).Sum());
        Assert.Equal(3f, new SingleDataFrameColumn("x", [1f, 2f]).Sum());
        Assert.Equal(4.0, column.Max());
        Assert.Equal(1.0, column.Min());
        Assert.Equal(2.5, column.Mean());
        Assert.Equal(3, column.Length);
        Assert.Equal(1, column.NullCount);
        Assert.Null(new Int32DataFrameColumn("empty").Max());
    }

    [Fact]
    public void A_sum_too_large_for_its_type_wraps_around_as_the_real_packages_does()
    {
        ByteDataFrameColumn column = new("pixel", [200, 200]);
        Assert.Equal((byte)144, column.Sum());
        Assert.Equal(72f, column.Description()[3]);
        Assert.Null(new ByteDataFrameColumn("empty").Sum());
    }

    [Fact]
    public void Only_numbers_and_dates_have_a_description()
    {
        Assert.True(new ByteDataFrameColumn("a").HasDescription());
        Assert.True(new DateTimeDataFrameColumn("a").HasDescription());
        Assert.False(new BooleanDataFrameColumn("a").HasDescription());
        Assert.False(new StringDataFrameColumn("a").HasDescription());
        Assert.False(new DateTimeDataFrameColumn("a").IsNumericColumn());
        Assert.Null(new DateTimeDataFrameColumn("a", [new DateTime(2020, 1, 1)]).Description()[1]);
    }

    [Fact]
    public void Values_can_be_appended_and_changed()
    {
        Int64DataFrameColumn column = new("x", 2);
        column.Append(5);
        column.Append(null);
        column[0] = 7;
        Assert.Equal([7L, 0L, 5L, null], column);
        StringDataFrameColumn text = new("s", 1);
        text.Append("b");
        Assert.Equal([null, "b"], text);
    }

    [Fact]
    public void As_text_a_column_tells_name_and_type() =>
        Assert.EndsWith("Name: x, Type: System.Int32", new Int32DataFrameColumn("x", [1]).ToString(), StringComparison.Ordinal);
}
