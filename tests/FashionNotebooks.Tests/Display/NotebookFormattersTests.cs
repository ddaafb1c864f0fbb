using System.Text.Json;
using FashionNotebooks.Display;
using FashionNotebooks.Evaluation;
using FashionNotebooks.Models;
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
    public void A_chart_is_shown_by_plotly_as_SVG_and_as_text()
    {
        var chart = Charts.Bars("F1 by class", "F1", ["a", "b"], ("baseline", [0.5, 0.75]));
        var shown = Shown(chart);
        Assert.Equal(["application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"], shown.Keys);
        using var figure = JsonDocument.Parse(shown["application/vnd.plotly.v1+json"]);
        Assert.Equal(0.75, figure.RootElement.GetProperty("data")[0].GetProperty("y")[1].GetDouble());
        Assert.Equal("F1", figure.RootElement.GetProperty("layout").GetProperty("yaxis").GetProperty("title").GetProperty("text").GetString());
        Assert.StartsWith("<svg", shown["image/svg+xml"], StringComparison.Ordinal);
        Assert.Equal("[chart: F1 by class]", shown["text/plain"]);
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

    private static Dictionary<string, string> Shown(object value) =>
        FormattedValue.CreateManyFromObject(value).ToDictionary(formatted => formatted.MimeType, formatted => formatted.Value);
}
