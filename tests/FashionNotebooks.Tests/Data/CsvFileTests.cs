namespace FashionNotebooks.Tests.Data;

public sealed class CsvFileTests : IDisposable
{
    private static readonly string Header = "label," + string.Join(',', Enumerable.Range(1, 784).Select(n => $"pixel{n}"));

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>A line of 785 values: the label, then 0, 1, 2, ... round to 255, unless another text is given for a column.</summary>
    private static string Row(int label, params (int Column, string Text)[] changes)
    {
        var fields = Enumerable.Range(0, 784).Select(n => $"{n % 256}").Prepend($"{label}").ToArray();
        foreach (var (column, text) in changes)
            fields[column - 1] = text;
        return string.Join(',', fields);
    }

    private LabeledImages Read(string content) => CsvFile.Read(folder.File("x.csv", content));

    private void Fails(string content, string where, string problem)
    {
        var e = Assert.Throws<InvalidDataException>(() => Read(content));
        Assert.StartsWith($"{folder.File("x.csv")}, {where}: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(problem, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n", true)]
    [InlineData("\n", false)]
    [InlineData("\r\n", true)]
    [InlineData("\r\n", false)]
    public void Rows_are_read_with_either_line_end_and_with_or_without_the_last(string newLine, bool atEnd)
    {
        var read = Read(string.Join(newLine, Header, Row(9), Row(0, (2, "255"), (785, "7"))) + (atEnd ? newLine : ""));
        Assert.Equal((2, 28, 28), (read.Count, read.Height, read.Width));
        Assert.Equal([9, 0], read.Labels.ToArray());
        Assert.Equal(Enumerable.Range(0, 784).Select(n => (byte)n), read.Image(0).ToArray());
        Assert.Equal((255, 1, 7), (read.Image(1)[0], read.Image(1)[1], read.Image(1)[783]));
    }

    [Fact]
    public void A_byte_order_mark_and_leading_zeros_are_read_over()
        => Assert.Equal(5, Read($"\uFEFF{Header}\n{Row(3, (2, "005"))}\n").Image(0)[0]);

    [Fact]
    public void The_test_set_comes_back_from_CSV_as_it_was()
    {
        CsvFile.Write(RealData.Test, folder.File("test.csv"));
        var read = CsvFile.Read(folder.File("test.csv"));
        Assert.Equal(RealData.Test.Labels.ToArray(), read.Labels.ToArray());
        Assert.True(RealData.Test.Pixels.Span.SequenceEqual(read.Pixels.Span));
        Assert.Equal(["test.csv"], folder.Names);
    }

    [Fact]
    public void What_is_written_is_the_header_and_the_values()
    {
        CsvFile.Write(new LabeledImages([.. Enumerable.Range(0, 784).Select(n => (byte)n)], [4]), folder.File("x.csv"));
        Assert.Equal($"{Header}\n{Row(4)}\n", File.ReadAllText(folder.File("x.csv")));
    }

    [Fact]
    public void Images_of_another_size_are_not_written()
    {
        var e = Assert.Throws<ArgumentException>(() => CsvFile.Write(new LabeledImages(new byte[6], new byte[1], 2, 3), folder.File("x.csv")));
        Assert.Contains("2x3", e.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public void A_header_alone_is_no_images() => Assert.Equal(0, Read(Header + "\n").Count);

    [Fact]
    public void A_missing_file_is_named()
    {
        var e = Assert.Throws<FileNotFoundException>(() => CsvFile.Read(folder.File("none.csv")));
        Assert.StartsWith(folder.File("none.csv"), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_refused() =>
        Assert.StartsWith($"{folder.File("x.csv")}: this is an empty file", Assert.Throws<InvalidDataException>(() => Read("")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_byte_order_mark_alone_is_no_header() => Fails("\uFEFF", "line 1", "header label,pixel1,...,pixel784 is missing");

    [Fact]
    public void A_missing_header_is_told() => Fails(Row(3), "line 1", "header label,pixel1,...,pixel784 is missing; the line begins '3'");

    [Fact]
    public void A_header_of_another_order_is_told()
        => Fails(Header.Replace("pixel7,", "pixel8,", StringComparison.Ordinal), "line 1, column 8", "says 'pixel8' where pixel7 belongs");

    [Fact]
    public void A_header_without_its_last_column_is_told() => Fails(Header[..^",pixel784".Length] + "\n", "line 1", "784 column(s), but a line has 785");

    [Fact]
    public void A_header_with_a_column_too_many_is_told() => Fails(Header + ",pixel785\n", "line 1, column 786", "a column too many");

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("")]
    public void A_missing_column_is_told(string lineEnd)
    {
        var row = Row(3);
        Fails($"{Header}\n{Row(1)}\n{row[..row.LastIndexOf(',')]}{lineEnd}", "line 3", "784 column(s), but a line has 785");
    }

    [Fact]
    public void A_column_too_many_is_told() => Fails($"{Header}\n{Row(3)},0\n", "line 2, column 786", "a column too many");

    [Theory]
    [InlineData(2, "x")]
    [InlineData(300, "1.5")]
    [InlineData(785, "-1")]
    [InlineData(10, " 7")]
    [InlineData(10, "7 ")]
    [InlineData(10, "1e2")]
    [InlineData(10, "\"7")]
    public void What_is_not_a_number_is_shown_with_line_and_column(int column, string text)
        => Fails($"{Header}\n{Row(1)}\n{Row(2, (column, text))}\n{Row(3)}\n", $"line 3, column {column}", $"'{text}' is not a whole number from 0 to 255");

    [Theory]
    [InlineData(2, "256")]
    [InlineData(784, "999")]
    [InlineData(785, "99999999999999999999")]
    public void A_value_over_255_is_shown_with_line_and_column(int column, string text)
        => Fails($"{Header}\r\n{Row(2, (column, text))}\r\n", $"line 2, column {column}", $"the value {text} is over 255");

    [Fact]
    public void A_missing_value_is_told() => Fails($"{Header}\n{Row(2, (5, ""))}\n", "line 2, column 5", "the value is missing");

    [Theory]
    [InlineData(10)]
    [InlineData(256)]
    public void A_label_over_9_is_shown(int label) => Fails($"{Header}\n{Row(label)}\n", "line 2, column 1", $"the label is {label}, but classes go from 0 to 9");

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void An_empty_line_in_the_middle_is_named(string newLine)
        => Fails(string.Join(newLine, Header, Row(1), "", Row(2)), "line 3", "the line is empty");

    [Fact]
    public void An_empty_line_at_the_end_is_named() => Fails($"{Header}\n{Row(1)}\n\n", "line 3", "the line is empty");

    [Fact]
    public void Carriage_returns_alone_end_lines_too() => Assert.Equal([1, 2], Read($"{Header}\r{Row(1)}\r{Row(2)}\r").Labels.ToArray());

    [Fact]
    public void Columns_in_quotes_are_read()
    {
        static string Quoted(string line) => '"' + line.Replace(",", "\",\"", StringComparison.Ordinal) + '"';
        Assert.Equal(9, Read($"{Quoted(Header)}\n{Row(3, (11, "\"7\""))}\n{Quoted(Row(9))}\n").Label(1));
        Assert.Equal(7, Read($"{Header}\n{Row(3, (11, "\"7\""))}\n").Image(0)[9]);
    }

    [Fact]
    public void A_comma_at_the_end_of_lines_is_told() => Fails($"{Header},\n{Row(1)},\n", "line 1, column 786", "Does the line end in a comma?");

    [Fact]
    public void A_mistake_is_found_far_into_a_file_with_its_line()
    {
        // Over 1 MB, so that the reader's buffer has been refilled several times.
        var rows = Enumerable.Range(0, 700).Select(n => Row(n % 10)).ToArray();
        rows[650] = Row(3, (400, "oops"));
        Fails(Header + "\n" + string.Join('\n', rows), "line 652, column 400", "'oops'");
    }

    [Fact]
    public void A_long_field_and_control_characters_are_shown_clipped()
        => Fails($"{Header}\n{Row(3, (4, "\u001F" + new string('a', 100_000)))}\n", "line 2, column 4", "'?" + new string('a', 19) + "...'");
}
