using System.Xml.Linq;

namespace FashionNotebooks.Tests.Display;

public class TableTests
{
    private static readonly Table Results = new(
        ["class", "images", "F1", "seconds"],
        [["T-shirt/top", 6000, 0.9, null], new object?[] { "Bag & <co>", 48, 0.98765, "1.5 s" }],
        "Results");

    [Fact]
    public void As_text_columns_are_aligned_and_numbers_stand_right() => Assert.Equal(
        """
        Results
        class        images      F1  seconds
        -----------  ------  ------  -------
        T-shirt/top   6,000  0.9000
        Bag & <co>       48  0.9877    1.5 s

        """,
        Results.ToString());

    [Fact]
    public void As_HTML_headers_are_marked_numbers_stand_right_and_signs_of_markup_are_escaped()
    {
        var html = XElement.Parse(Results.ToHtml());
        Assert.Equal("Results", html.Element("caption")!.Value);
        Assert.All(html.Descendants("th"), th => Assert.Equal("col", th.Attribute("scope")!.Value));
        Assert.Equal(["class", "images", "F1", "seconds"], html.Descendants("th").Select(th => th.Value));
        var cells = html.Descendants("td").ToArray();
        Assert.Equal(["T-shirt/top", "6,000", "0.9000", "", "Bag & <co>", "48", "0.9877", "1.5 s"], cells.Select(td => td.Value));
        Assert.Equal(["left", "right", "right", "right"], cells[..4].Select(td => td.Attribute("style")!.Value["text-align:".Length..]));
        Assert.DoesNotContain("<script", Results.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_become_rows_and_the_words_of_their_properties_titles()
    {
        var table = Table.Of("Trials", new[] { new { Name = "plain", TrainLoss = 0.25, F1 = 0.5, ECEOfBoth = 1, N = 12_000, Input_W = 28 } });
        Assert.Equal(["name", "train loss", "F1", "ECE of both", "n", "Input W"], table.Headers);
        Assert.Equal(["plain", "0.25", "0.5", "1", "12,000", "28"], table.Rows[0]);
        Assert.Equal("Trials", table.Caption);
        Assert.Null(Table.Of(new { Name = "alone" }).Caption);
    }

    [Fact]
    public void Rows_that_a_function_made_of_one_kind_of_object_stand_under_each_other()
    {
        static object Row(int n, string? note) => new { N = n, Note = note };
        Assert.Equal("  n  note\n---  ----\n  1  one\n200\n", Table.Of(Row(1, "one"), Row(200, null)).ToString());
    }

    [Fact]
    public void No_rows_of_a_known_kind_are_an_empty_table() =>
        Assert.Equal(["picture"], Table.Of(new[] { new { Picture = 1 } }.Where(row => row.Picture > 1)).Headers);

    [Fact]
    public void Rows_of_different_kinds_and_no_rows_of_an_unknown_kind_are_refused()
    {
        Assert.Contains("Row 1 has other properties", Assert.Throws<ArgumentException>(() => Table.Of<object>(new { A = 1 }, new { B = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("no row that could tell the columns", Assert.Throws<ArgumentException>(() => Table.Of<object>()).Message, StringComparison.Ordinal);
        Assert.Contains("at least one column", Assert.Throws<ArgumentException>(() => Table.Of(new object())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_numbers_and_even_fractions_get_no_decimals() =>
        Assert.Equal(["13,017,770", "2", "-3"], new Table(["a", "b", "c"], [[13_017_770L, 2.0, -3f]]).Rows[0]);

    [Fact]
    public void Text_that_is_no_number_stands_left() =>
        Assert.StartsWith("a\n--\n1\nx1\n", new Table(["a"], [["1"], ["x1"]]).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_table_may_be_empty() => Assert.Equal("a  b\n-  -\n", new Table(["a", "b"], []).ToString());

    [Fact]
    public void A_row_of_another_length_and_a_table_without_columns_are_refused()
    {
        Assert.Contains("Row 1 has 1 cells for 2 columns", Assert.Throws<ArgumentException>(() => new Table(["a", "b"], [[1, 2], [3]])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Table([], []));
    }
}
