using System.Buffers.Binary;

namespace NotebookKernel.Tests;

/// <summary>Pictures of charts after a run.</summary>
public class ChartTests
{
    private const string Chart = """
        using Microsoft.DotNet.Interactive.Formatting;
        record Chart(string Figure);
        Formatter.Register<Chart>(chart => chart.Figure, "application/vnd.plotly.v1+json");
        Formatter.SetPreferredMimeTypesFor(typeof(Chart), "application/vnd.plotly.v1+json");
        """;

    private const string Bars = "new Chart(\"\"\"{\"data\": [{\"type\": \"bar\", \"x\": [\"a\", \"b\"], \"y\": [1, 3]}], \"layout\": {\"width\": 300, \"height\": 200, \"title\": {\"text\": \"Bars\"}}}\"\"\")";

    public static bool HasChromium => Charts.ChartPictures.FindBrowser() is not null;

    [Fact(Skip = "There is no Chromium on the PATH.", SkipUnless = nameof(HasChromium))]
    public void Every_chart_gets_a_picture_at_twice_its_size_and_the_same_bytes_each_time()
    {
        var run = KernelProgram.Run(Chart, Bars, $"display({Bars}); 1", "new Chart(\"\"\"{\"data\": []}\"\"\")", "new Chart(\"\"\"{\"data\": [{\"type\": \"bar\", \"y\": 5}], \"layout\": {\"width\": -1}}\"\"\")", "2");
        Assert.Equal(0, run.ExitCode);
        var first = run.Outputs(1)[0]!;
        Assert.Equal("Bars", first["data"]!["application/vnd.plotly.v1+json"]!["layout"]!["title"]!["text"]!.ToString());
        Assert.Equal((600, 400), SizeOf(first["data"]!["image/png"]!.ToString()));
        Assert.Equal("""{"height":200,"width":300}""", first["metadata"]!["image/png"]!.ToJsonString());
        Assert.Equal(first["data"]!["image/png"]!.ToString(), run.Outputs(2)[0]!["data"]!["image/png"]!.ToString());
        Assert.Equal((1400, 900), SizeOf(run.Outputs(3)[0]!["data"]!["image/png"]!.ToString()));
        Assert.Equal("2", run.Value(5));
    }

    [Fact]
    public void Without_a_browser_charts_stay_interactive_and_that_is_said_once()
    {
        using var program = new KernelProgram().WithNotebook("a.ipynb", Chart, Bars, Bars);
        var run = program.Run(["run", "--output", "out", "a.ipynb"], "a.ipynb", start => start.Environment["PATH"] = "");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["application/vnd.plotly.v1+json"], run.Outputs(1)[0]!["data"]!.AsObject().Select(value => value.Key));
        Assert.Equal(2, run.Output.Split("Charts get no picture: there is no Chromium").Length);
    }

    [Fact(Skip = "There is no Chromium on the PATH.", SkipUnless = nameof(HasChromium))]
    public void A_chart_in_a_file_becomes_a_picture_beside_it_and_what_is_no_chart_is_named()
    {
        using var program = new KernelProgram().With("bars.plotly", """{"data": [{"type": "bar", "y": [1, 3]}], "layout": {"width": 300, "height": 200}}""").With("text.plotly", "bars");
        var process = program.Start(["draw", "text.plotly", "bars.plotly"]);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("text.plotly: it could not be drawn", output, StringComparison.Ordinal);
        Assert.Equal((600, 400), SizeOf(Convert.ToBase64String(File.ReadAllBytes(program.PathOf("bars.png")))));
    }

    private static (int Width, int Height) SizeOf(string png)
    {
        var bytes = Convert.FromBase64String(png);
        return (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
    }
}
