namespace FashionNotebooks.Tests.Data;

public sealed class CsvFileTests : FolderTests
{
    private static readonly string Header = "label," + string.Join(',', Enumerable.Range(1, 784).Select(n => $"pixel{n}"));

    /// <summary>A line of 785 values: the label, then 0, 1, 2, ... round to 255, unless another text is given for a column.</summary>
    private static string Row(int label, params (int Column, string Text)[] changes)
    {
        var fields = Enumerable.Range(0, 784).Select(n => $"{n % 256}").Prepend($"{label}").ToArray();
        foreach (var (column, text) in changes)
            fields[column - 1] = text;
        return string.Join(',', fields);
    }

    private LabeledImages Read(string content) => CsvFile.Read(folder.File("x.csv", content));

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

    private const string Missing = "header label,pixel1,...,pixel784 is missing", NoNumber = "is not a whole number from 0 to 255";

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "\uFEFF", "line 1", Missing }, // a byte order mark alone
        { Row(3), "line 1", $"{Missing}; the line begins '3'" },
        { Header.Replace("pixel7,", "pixel8,", StringComparison.Ordinal), "line 1, column 8", "says 'pixel8' where pixel7 belongs" },
        { Header[..^",pixel784".Length] + "\n", "line 1", "784 column(s), but a line has 785" },
        { Header + ",pixel785\n", "line 1, column 786", "a column too many" },
        { $"{Header},\n{Row(1)},\n", "line 1, column 786", "Does the line end in a comma?" },
        { $"{Header}\n{Row(3)},0\n", "line 2, column 786", "a column too many" },
        { $"{Header}\n{Row(1)}\n{WithoutLast}\n", "line 3", "784 column(s), but a line has 785" },
        { $"{Header}\n{Row(1)}\n{WithoutLast}\r\n", "line 3", "784 column(s), but a line has 785" },
        { $"{Header}\n{Row(1)}\n{WithoutLast}", "line 3", "784 column(s), but a line has 785" },
        { With(2, "x"), "line 3, column 2", $"'x' {NoNumber}" },
        { With(300, "1.5"), "line 3, column 300", $"'1.5' {NoNumber}" },
        { With(785, "-1"), "line 3, column 785", $"'-1' {NoNumber}" },
        { With(10, " 7"), "line 3, column 10", $"' 7' {NoNumber}" },
        { With(10, "7 "), "line 3, column 10", $"'7 ' {NoNumber}" },
        { With(10, "1e2"), "line 3, column 10", $"'1e2' {NoNumber}" },
        { With(10, "\"7"), "line 3, column 10", $"'\"7' {NoNumber}" },
        { With(4, "\u001F" + new string('a', 100_000)), "line 3, column 4", "'?" + new string('a', 19) + "...'" }, // shown clipped
        { With(2, "256").ReplaceLineEndings("\r\n"), "line 3, column 2", "the value 256 is over 255" },
        { With(784, "999"), "line 3, column 784", "the value 999 is over 255" },
        { With(785, "99999999999999999999"), "line 3, column 785", "the value 99999999999999999999 is over 255" },
        { With(5, ""), "line 3, column 5", "the value is missing" },
        { $"{Header}\n{Row(10)}\n", "line 2, column 1", "the label is 10, but classes go from 0 to 9" },
        { $"{Header}\n{Row(256)}\n", "line 2, column 1", "the label is 256, but classes go from 0 to 9" },
        { $"{Header}\n{Row(1)}\n\n{Row(2)}", "line 3", "the line is empty" },
        { $"{Header}\r\n{Row(1)}\r\n\r\n{Row(2)}", "line 3", "the line is empty" },
        { $"{Header}\n{Row(1)}\n\n", "line 3", "the line is empty" },
        // Over 1 MB, so that the reader's buffer has been refilled several times.
        { $"{Header}\n{string.Concat(Enumerable.Repeat(Row(1) + "\n", 650))}{Row(3, (400, "oops"))}\n", "line 652, column 400", "'oops'" },
    };

    private static string WithoutLast => Row(3)[..Row(3).LastIndexOf(',')];

    private static string With(int column, string text) => $"{Header}\n{Row(1)}\n{Row(2, (column, text))}\n{Row(3)}\n";

    [Theory, MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void A_mistake_is_told_with_its_place(string content, string where, string problem)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(content));
        Assert.StartsWith($"{folder.File("x.csv")}, {where}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Carriage_returns_alone_end_lines_too() => Assert.Equal([1, 2], Read($"{Header}\r{Row(1)}\r{Row(2)}\r").Labels.ToArray());

    [Fact]
    public void Columns_in_quotes_are_read()
    {
        static string Quoted(string line) => '"' + line.Replace(",", "\",\"", StringComparison.Ordinal) + '"';
        Assert.Equal(9, Read($"{Quoted(Header)}\n{Row(3, (11, "\"7\""))}\n{Quoted(Row(9))}\n").Label(1));
        Assert.Equal(7, Read($"{Header}\n{Row(3, (11, "\"7\""))}\n").Image(0)[9]);
    }
}
