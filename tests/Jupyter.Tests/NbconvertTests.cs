using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Jupyter.Tests;

/// <summary>The collection, executed as readers do it who have Jupyter and no editor.</summary>
public sealed class NbconvertTests
{
    [Fact]
    public void Every_notebook_runs_in_nbconvert_and_ends_in_its_result()
    {
        using var collection = new Collection();
        foreach (var notebook in Directory.GetFiles(collection.PathOf(""), "*.ipynb").Order(StringComparer.Ordinal))
        {
            var start = new ProcessStartInfo("/usr/bin/python3", ["-m", "nbconvert", "--execute", "--inplace", "--ExecutePreprocessor.timeout=900", notebook])
            {
                RedirectStandardError = true,
            };
            collection.SetEnvironment(start);
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();

            Assert.True(process.ExitCode == 0, $"{notebook}: {errors}");
            var texts = JsonNode.Parse(File.ReadAllText(notebook))!["cells"]!.AsArray()
                .SelectMany(cell => cell!["outputs"]?.AsArray() ?? []).Select(output => output!["text"]?.ToJsonString() ?? "");
            Assert.Contains(texts, text => text.Contains("Result: ", StringComparison.Ordinal));
        }
    }
}
