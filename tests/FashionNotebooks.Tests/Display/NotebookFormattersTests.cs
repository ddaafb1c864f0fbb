using System.Text.Json;
using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Display;

public class NotebookFormattersTests
{
    public NotebookFormattersTests()
    {
        NotebookFormatters.Register();
        NotebookFormatters.Register(); // again, to no effect
    }

    [Fact]
    public void A_chart_is_given_to_plotly_as_data_and_shown_as_a_short_text()
    {
        var chart = Charts.Bars("F1 by class", "F1", ["a", "b"], ("baseline", [0.5, 0.75]));
        var shown = Shown(chart);
        Assert.Equal(["application/vnd.plotly.v1+json", "text/plain"], shown.Keys);
        using var figure = JsonDocument.Parse(shown["application/vnd.plotly.v1+json"]);
        Assert.Equal(0.75, figure.RootElement.GetProperty("data")[0].GetProperty("y")[1].GetDouble());
        Assert.Equal("F1", figure.RootElement.GetProperty("layout").GetProperty("yaxis").GetProperty("title").GetProperty("text").GetString());
        Assert.Equal(["data", "layout", "config"], figure.RootElement.EnumerateObject().Select(part => part.Name));
        Assert.Equal("[chart: F1 by class]", shown["text/plain"]);
    }

    [Fact]
    public void A_chart_of_ones_own_is_shown_alike_with_or_without_a_title()
    {
        var own = Plotly.NET.CSharp.Chart.Line<double, double, string>([1, 2], [3, 4]);
        Assert.Equal(["application/vnd.plotly.v1+json", "text/plain"], Shown(own).Keys);
        Assert.Equal("[chart: ]", Shown(own)["text/plain"]);
    }

    [Fact]
    public void A_picture_is_shown_as_the_bytes_of_its_PNG()
    {
        var shown = Shown(new Picture(new byte[] { 1, 2, 3 }, 4, 5, "three bytes"));
        Assert.Equal("AQID", shown["image/png"]);
        Assert.Equal("[three bytes, 4x5]", shown["text/plain"]);
        Assert.Equal(2, shown.Count);
    }

    [Fact]
    public void A_table_is_shown_as_HTML_and_as_text()
    {
        var shown = Shown(new Table(["a"], [[1]]));
        Assert.Equal(["text/html", "text/plain"], shown.Keys);
        Assert.StartsWith("<table>", shown["text/html"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_tensor_is_shown_whole()
    {
        using var tensor = ones(2, 3);
        Assert.Equal(tensor.ToString(TorchSharp.TensorStringStyle.Julia, newLine: "\n"), Assert.Single(Shown(tensor)).Value);
    }

    [Theory]
    [InlineData(1000, 1000, 1, 1)]
    [InlineData(60000, 1, 28, 28)]
    [InlineData(1, 1, 1, 100_000)]
    public void Of_a_large_tensor_the_shape_and_the_start_are_shown_and_nothing_is_left_behind(long a, long b, long c, long d)
    {
        using var tensor = zeros(a, b, c, d);
        var before = TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        var text = Assert.Single(Shown(tensor));
        Assert.Equal("text/plain", text.Key);
        Assert.StartsWith($"[{a}x{b}x{c}x{d}]", text.Value, StringComparison.Ordinal);
        Assert.InRange(text.Value.Length, 100, 40_000);
        Assert.Equal(before, TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
        Assert.False(tensor.IsInvalid);
    }

    [Fact]
    public void A_tensor_that_was_disposed_of_is_shown_as_such()
    {
        var tensor = zeros(2);
        tensor.Dispose();
        Assert.Equal("a tensor that was disposed of", Assert.Single(Shown(tensor)).Value);
    }

    [Fact]
    public void A_data_frame_is_shown_whole_if_it_is_small()
    {
        DataFrame frame = new(new StringDataFrameColumn("name", ["boot", null]), new SingleDataFrameColumn("weight", [1.25f, 6000]));
        var shown = Shown(frame);
        Assert.Equal(["text/html", "text/plain"], shown.Keys);
        Assert.Equal("2 rows, 2 columns\nname  weight\n----  ------\nboot    1.25\n       6,000\n", shown["text/plain"]);
    }

    [Fact]
    public void Of_a_wide_and_long_data_frame_the_ends_are_shown_and_how_much_there_is()
    {
        DataFrame frame = new(Enumerable.Range(0, 785).Select(c => new Int32DataFrameColumn($"pixel{c}", Enumerable.Range(0, 100).Select(r => r * c))));
        var html = Shown(frame)["text/html"];
        Assert.Contains(">100 rows, 785 columns</caption>", html, StringComparison.Ordinal);
        foreach (var shown in (string[])["pixel0", "pixel6", "pixel782", "pixel784", "…", ">77616<"])
            Assert.Contains(shown, html, StringComparison.Ordinal);
        foreach (var hidden in (string[])["pixel7<", "pixel781<"])
            Assert.DoesNotContain(hidden, html, StringComparison.Ordinal);
        Assert.Equal(1 + 5 + 1 + 5, html.Split("<tr>").Length - 1);
        Assert.DoesNotContain(">…</td><td style=\"text-align:left\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_frame_without_columns_is_shown_as_such() =>
        Assert.Contains("(no columns)", Shown(new DataFrame())["text/plain"], StringComparison.Ordinal);

    [Fact]
    public void A_network_is_shown_as_a_short_text()
    {
        using var model = nn.Sequential(("features", nn.Conv2d(1, 32, 3)), ("relu", nn.ReLU()), ("classifier", nn.Linear(32, 10)));
        var shown = Shown(model);
        Assert.Equal(["text/plain"], shown.Keys);
        Assert.Equal(
            """
            Sequential, 650 parameters
              (features) Conv2d, 320 parameters
              (relu) ReLU
              (classifier) Linear, 330 parameters
            """, shown["text/plain"]);
    }

    [Fact]
    public void Reports_and_summaries_are_shown_as_their_text()
    {
        ClassificationReport report = new(new ConfusionMatrix(new[,] { { 1 } }, ["only"]));
        Assert.Equal(report.ToString(), Assert.Single(Shown(report)).Value);
        ModelSummary summary = new([new("layer (Linear)", "10", 330, 0)]);
        Assert.Equal(summary.ToString(), Assert.Single(Shown(summary)).Value);
    }

    [Fact]
    public void A_leaderboard_is_shown_as_its_table()
    {
        Leaderboard board = new();
        board.Add(new("net", 0.9, 10, 100, 1));
        var shown = Shown(board);
        Assert.Equal(Tables.Ranking(board).ToHtml(), shown["text/html"]);
        Assert.Equal(Tables.Ranking(board).ToString(), shown["text/plain"]);
    }

    private static Dictionary<string, string> Shown(object value) =>
        FormattedValue.CreateManyFromObject(value).ToDictionary(formatted => formatted.MimeType, formatted => formatted.Value);
}
