using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Microsoft.Data.Analysis.Tests;

public class LoadCsvTests
{
    private const string Clothes = "label,name,weight,washed\n9,Ankle boot,1.5,true\n0,,2,false\n3,\"Dress, long\",null,true\n";

    [Fact]
    public void Every_number_is_a_float_unless_told_otherwise()
    {
        var frame = DataFrame.LoadCsvFromString(Clothes);
        Assert.Equal(["label", "name", "weight", "washed"], frame.Columns.Select(column => column.Name));
        Assert.Equal([typeof(float), typeof(string), typeof(float), typeof(bool)], frame.Columns.Select(column => column.DataType));
        Assert.IsType<SingleDataFrameColumn>(frame["label"]);
        Assert.Equal(9f, frame[0, 0]);
        Assert.Equal(3, frame.Rows.Count);
    }

    [Fact]
    public void Types_may_be_given()
    {
        var frame = DataFrame.LoadCsvFromString(Clothes, dataTypes: [typeof(int), typeof(string), typeof(double), typeof(bool)]);
        Assert.Equal([9, 0, 3], ((Int32DataFrameColumn)frame["label"]).Select(v => v!.Value));
        Assert.Equal(1.5, frame[0, 2]);
        Assert.Throws<NotSupportedException>(() => DataFrame.LoadCsvFromString("a\n1\n", dataTypes: [typeof(Guid)]));
    }

    [Fact]
    public void Or_guessed_by_a_function_of_the_callers() =>
        Assert.All(DataFrame.LoadCsvFromString("a,b\n1,2\n", guessTypeFunction: _ => typeof(byte)).Columns, column => Assert.Equal(typeof(byte), column.DataType));

    [Fact]
    public void Empty_cells_and_null_are_missing_but_text_may_be_empty()
    {
        var frame = DataFrame.LoadCsvFromString(Clothes);
        Assert.Equal("", frame[1, 1]);
        Assert.Null(frame[2, 2]);
        Assert.Equal(1, frame["weight"].NullCount);
        Assert.Null(DataFrame.LoadCsvFromString("a,b\n1,2\n,3\n")[1, 0]);
    }

    [Fact]
    public void Fields_in_quotes_may_hold_separators_quotes_and_line_ends()
    {
        var frame = DataFrame.LoadCsvFromString("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n \"two\nlines\" , plain \n");
        Assert.Equal("x, y", frame[0, 0]);
        Assert.Equal("say \"hi\"", frame[0, 1]);
        Assert.Equal("two\nlines", frame[1, 0]);
        Assert.Equal("plain", frame[1, 1]);
    }

    [Theory]
    [InlineData("a;b\r\n1;2\r\n")]
    [InlineData("a;b\n\n1;2\n\n")]
    [InlineData("a;b\n1;2")]
    public void Line_ends_and_empty_lines_do_not_matter(string text)
    {
        var frame = DataFrame.LoadCsvFromString(text, separator: ';');
        Assert.Equal(1, frame.Rows.Count);
        Assert.Equal([1f, 2f], frame.Rows[0]);
    }

    [Fact]
    public void Without_a_header_columns_are_numbered_or_named_by_the_caller()
    {
        Assert.Equal(["Column0", "Column1"], DataFrame.LoadCsvFromString("1,2\n3,4\n", header: false).Columns.Select(c => c.Name));
        var named = DataFrame.LoadCsvFromString("1,2\n3,4\n", header: false, columnNames: ["x", "y"]);
        Assert.Equal(2, named.Rows.Count);
        Assert.Equal(4f, named.Rows[1]["y"]);
    }

    [Fact]
    public void Columns_of_one_name_fail_or_are_numbered()
    {
        Assert.Throws<ArgumentException>(() => DataFrame.LoadCsvFromString("a,a,a\n1,2,3\n"));
        Assert.Equal(["a", "a.1", "a.2"], DataFrame.LoadCsvFromString("a,a,a\n1,2,3\n", renameDuplicatedColumns: true).Columns.Select(c => c.Name));
    }

    [Fact]
    public void Only_so_many_rows_are_read_and_they_may_be_numbered()
    {
        var text = "a\n" + string.Join('\n', Enumerable.Range(0, 50));
        Assert.Equal(20, DataFrame.LoadCsvFromString(text, numberOfRowsToRead: 20).Rows.Count);
        Assert.Equal(5, DataFrame.LoadCsvFromString(text, numberOfRowsToRead: 5).Rows.Count);
        var numbered = DataFrame.LoadCsvFromString(text, addIndexColumn: true);
        Assert.Equal("IndexColumn", numbered.Columns[0].Name);
        Assert.Equal(49L, numbered[49, 0]);
    }

    [Fact]
    public void Numbers_are_read_in_the_culture_given() =>
        Assert.Equal(1500.5f, DataFrame.LoadCsvFromString("a\n1,500.5\n", separator: ';', dataTypes: [typeof(float)], cultureInfo: CultureInfo.InvariantCulture)[0, 0]);

    [Fact]
    public void A_file_and_a_stream_are_read_alike()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Clothes, Encoding.Latin1);
            Assert.Equal(2, DataFrame.LoadCsv(path, numRows: 2).Rows.Count);
            using var stream = File.OpenRead(path);
            Assert.Equal(3, DataFrame.LoadCsv(stream, encoding: Encoding.Latin1).Rows.Count);
            Assert.True(stream.CanRead);
        }
        finally
        {
            File.Delete(path);
        }
        Assert.Throws<FileNotFoundException>(() => DataFrame.LoadCsv(path));
    }

    [Fact]
    public void Bad_files_are_refused()
    {
        Assert.Throws<FormatException>(() => DataFrame.LoadCsvFromString(""));
        Assert.Throws<FormatException>(() => DataFrame.LoadCsvFromString("a,b\n1,2\n3\n"));
        Assert.ThrowsAny<Exception>(() => DataFrame.LoadCsvFromString("a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 20)) + "1,2,3\n"));
        Assert.Throws<FormatException>(() => DataFrame.LoadCsvFromString("a\n" + string.Concat(Enumerable.Repeat("1\n", 20)) + "x\n"));
        Assert.Throws<ArgumentException>(() => DataFrame.LoadCsvFromString("a\n1\n", guessRows: 0));
    }

    [Fact]
    public void Five_hundred_rows_of_785_columns_take_less_than_two_seconds()
    {
        var line = string.Join(',', Enumerable.Range(0, 785).Select(i => i % 256));
        var text = string.Join(',', Enumerable.Range(0, 785).Select(i => i == 0 ? "label" : $"pixel{i}")) + "\n" + string.Concat(Enumerable.Repeat(line + "\n", 500));
        var watch = Stopwatch.StartNew();
        var frame = DataFrame.LoadCsvFromString(text);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 2);
        Assert.Equal((500, 785), (frame.Rows.Count, frame.Columns.Count));
    }
}
