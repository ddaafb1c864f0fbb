using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Jupyter.Tests;

/// <summary>A notebook of the collection, executed as readers do it who have Jupyter and no editor: by this kernel, and by .NET Interactive's tool.</summary>
public sealed class NbconvertTests
{
    private const string Notebook = "01-explore.ipynb";

    [Theory]
    [InlineData(".net-csharp")]
    [InlineData("dotnet-interactive")]
    public void A_notebook_runs_in_nbconvert_with_its_charts_and_ends_in_its_result(string kernel)
    {
        using var collection = new Collection();
        var notebook = collection.PathOf(Notebook);
        var start = new ProcessStartInfo("/usr/bin/python3",
            ["-m", "nbconvert", "--execute", "--inplace", "--ExecutePreprocessor.timeout=900", $"--ExecutePreprocessor.kernel_name={kernel}", notebook])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        collection.SetEnvironment(start);
        using var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.True(process.ExitCode == 0, errors);
        var outputs = JsonNode.Parse(File.ReadAllText(notebook))!["cells"]!.AsArray().SelectMany(cell => cell!["outputs"]?.AsArray() ?? []).ToList();
        Assert.Contains(outputs, output => (output!["text"]?.ToJsonString() ?? "").Contains("Result: ", StringComparison.Ordinal));
        Assert.Contains(outputs, output => output!["data"]?["application/vnd.plotly.v1+json"] is not null);
    }
}
