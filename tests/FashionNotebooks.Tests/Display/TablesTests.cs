namespace FashionNotebooks.Tests.Display;

public class TablesTests
{
    private static ClassificationReport Report(int[,] counts, params string[] names) => new(new ConfusionMatrix(counts, names));

    [Fact]
    public void Reports_stand_side_by_side_with_the_change_of_F1()
    {
        // First: precisions 3/5 and 4/5, recalls 3/4 and 4/6, F1 2/3 and 8/11. Second: everything right.
        var table = Tables.SideBySide(("old", Report(new[,] { { 3, 1 }, { 2, 4 } }, "no", "yes")), ("new", Report(new[,] { { 4, 0 }, { 0, 6 } }, "no", "yes")));
        Assert.Equal("old → new", table.Caption);
        Assert.Equal(["class", "precision", "recall", "F1", "change of F1", "support"], table.Headers);
        Assert.Equal(["no", "0.600 → 1.000", "0.750 → 1.000", "0.667 → 1.000", "+0.333", "4"], table.Rows[0]);
        Assert.Equal(["yes", "0.800 → 1.000", "0.667 → 1.000", "0.727 → 1.000", "+0.273", "6"], table.Rows[1]);
        Assert.Equal(["accuracy", "", "", "0.700 → 1.000", "+0.300", "10"], table.Rows[2]);
        Assert.Equal(["macro avg", "weighted avg"], table.Rows.Skip(3).Select(row => row[0]));
    }

    [Fact]
    public void A_lower_F1_has_a_minus_and_an_equal_one_no_sign()
    {
        var (good, bad) = (Report(new[,] { { 4 , 0 }, { 0, 6 } }, "no", "yes"), Report(new[,] { { 3, 1 }, { 2, 4 } }, "no", "yes"));
        Assert.Equal("-0.333", Tables.SideBySide(("a", good), ("b", bad)).Rows[0][4]);
        Assert.Equal("0.000", Tables.SideBySide(("a", bad), ("b", bad)).Rows[0][4]);
    }

    [Fact]
    public void Reports_of_other_images_are_not_compared()
    {
        var report = Report(new[,] { { 3, 1 }, { 2, 4 } }, "no", "yes");
        Assert.Throws<ArgumentException>(() => Tables.SideBySide(("a", report), ("b", Report(new[,] { { 3, 2 }, { 2, 4 } }, "no", "yes"))));
        Assert.Throws<ArgumentException>(() => Tables.SideBySide(("a", report), ("b", Report(new[,] { { 3, 1 }, { 2, 4 } }, "no", "maybe"))));
        Assert.Throws<ArgumentException>(() => Tables.SideBySide(("a", report), ("b", Report(new[,] { { 4 } }, "no"))));
    }
}
