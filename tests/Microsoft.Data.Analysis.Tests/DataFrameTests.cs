namespace Microsoft.Data.Analysis.Tests;

public class DataFrameTests
{
    private static DataFrame Clothes() => new(
        new StringDataFrameColumn("name", ["boot", "dress", null, "bag"]),
        new SingleDataFrameColumn("weight", (float?[])[1.5f, 2, null, 0.5f]),
        new Int32DataFrameColumn("label", [9, 3, 3, 8]));

    [Fact]
    public void Cells_are_found_by_row_and_by_column_and_can_be_changed()
    {
        var frame = Clothes();
        Assert.Equal("dress", frame[1, 0]);
        Assert.Equal(2f, frame["weight"][1]);
        Assert.Equal(2f, frame.Rows[1]["weight"]);
        Assert.Equal(["bag", 0.5f, 8], frame.Rows[3]);
        frame[1, 2] = 4;
        frame.Rows[0]["weight"] = null;
        Assert.Equal(4, ((Int32DataFrameColumn)frame["label"])[1]);
        Assert.Null(frame[0, 1]);
        Assert.Throws<ArgumentException>(() => frame[0, 2] = "text");
    }

    [Fact]
    public void Head_and_tail_are_copies()
    {
        var frame = Clothes();
        var head = frame.Head(2);
        Assert.Equal(2, head.Rows.Count);
        Assert.IsType<SingleDataFrameColumn>(head["weight"]);
        head[0, 0] = "changed";
        Assert.Equal("boot", frame[0, 0]);
        Assert.Equal(["bag"], frame.Tail(1)["name"].Cast<string>());
        Assert.ThrowsAny<ArgumentException>(() => frame.Head(5));
    }

    [Fact]
    public void Columns_are_added_replaced_and_removed_by_name()
    {
        var frame = Clothes();
        frame["double"] = new DoubleDataFrameColumn("other", [1.0, 2, 3, 4]);
        Assert.Equal("double", frame.Columns[3].Name);
        frame["name"] = new StringDataFrameColumn("x", ["a", "b", "c", "d"]);
        Assert.Equal(0, frame.Columns.IndexOf("name"));
        frame.Columns.Remove("weight");
        Assert.Equal(["name", "label", "double"], frame.Columns.Select(c => c.Name));
        Assert.Equal(2, frame.Columns.IndexOf("double"));
        Assert.Equal(-1, frame.Columns.IndexOf("weight"));
    }

    [Fact]
    public void Columns_of_another_length_or_of_a_name_that_is_taken_are_refused()
    {
        var frame = Clothes();
        Assert.Throws<ArgumentException>(() => frame.Columns.Add(new Int32DataFrameColumn("short", [1])));
        Assert.Throws<ArgumentException>(() => frame.Columns.Add(new Int32DataFrameColumn("label", [1, 2, 3, 4])));
        Assert.Contains("'size' does not exist", Assert.Throws<ArgumentException>(() => frame["size"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_counts_missing_values_as_zero_in_the_mean()
    {
        var description = Clothes().Description();
        Assert.Equal(["Description", "weight", "label"], description.Columns.Select(c => c.Name));
        Assert.Equal(["Length (excluding null values)", "Max", "Min", "Mean"], description["Description"].Cast<string>());
        Assert.Equal([3f, 2f, 0.5f, 1f], description["weight"].Cast<float>());
        Assert.Equal([4f, 9f, 3f, 5.75f], description["label"].Cast<float>());
    }

    [Fact]
    public void Info_tells_types_and_numbers_of_values()
    {
        var info = Clothes().Info();
        Assert.Equal(["Info", "name", "weight", "label"], info.Columns.Select(c => c.Name));
        Assert.Equal(["System.Single", "3"], info["weight"].Cast<string>());
    }

    [Fact]
    public void Rows_are_ordered_by_a_column_missing_values_last()
    {
        Assert.Equal(["bag", "boot", "dress", null], Clothes().OrderBy("weight")["name"].Cast<string?>());
        Assert.Equal(["dress", "boot", "bag", null], Clothes().OrderByDescending("weight")["name"].Cast<string?>());
        Assert.Equal([null, "bag", "boot", "dress"], Clothes().OrderBy("name", putNullValuesLast: false)["name"].Cast<string?>());
    }

    [Fact]
    public void As_text_it_is_padded_to_ten_letters_and_tells_how_much_is_left_out()
    {
        Assert.Equal(
            """
            name      weight    label     
            boot      1.5       9         
            dress     2         3         
              ... 2 of total 4

            """, Clothes().ToString(2).ReplaceLineEndings("\n"));
        Assert.Contains("null      null      3", Clothes().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_table_has_no_rows()
    {
        DataFrame empty = new();
        Assert.Equal(0, empty.Rows.Count);
        Assert.Empty(empty.Info().Columns);
        Assert.Empty(empty.Description().Columns);
    }
}
