namespace NotebookKernel.Tests;

/// <summary>Magic commands: those of .NET Interactive's packages, and what is said of those that aren't there.</summary>
public class MagicTests(LiveKernel kernel) : IClassFixture<LiveKernel>
{
    [Fact]
    public void A_cell_is_timed_and_its_errors_keep_their_lines()
    {
        var run = kernel.Run("#!time\n6 * 7", "#!time\nvar fine = 1;\nthrow new Exception(\"below\");");
        Assert.Equal("42", run.Value(0));
        Assert.Matches(@"^Wall time: [\d.]+ ms$", KernelRun.Text(run.Outputs(0)[1]!["data"]!["text/plain"]));
        Assert.Contains("at cell 2, line 3\n\ncell 2:\n      1  #!time\n", run.Traceback(1), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_languages_are_shown()
    {
        var run = kernel.Run("#!html\n<b>bold</b>", "#!markdown\n# Title", "#!javascript\nalert(1)", "#!csharp\n\"#!time is only text here\"");
        Assert.Equal("<b>bold</b>", Shown(0, "text/html"));
        Assert.Equal("# Title", Shown(1, "text/markdown"));
        Assert.Contains("alert(1)", Shown(2, "text/html"), StringComparison.Ordinal);
        Assert.Equal("#!time is only text here", run.Value(3));

        string Shown(int cell, string mimeType) => KernelRun.Text(run.Outputs(cell)[0]!["data"]![mimeType]);
    }

    [Fact]
    public void Values_are_shared_and_listed()
    {
        var run = kernel.Run("#!value --name greeting\nhello", "#!set --name shared --value @value:greeting\nshared.Length", "#!whos");
        Assert.Equal("5", run.Value(1));
        Assert.Contains("shared", run.Outputs(2).ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!nope\n1", "Unknown magic command '#!nope'")]
    [InlineData("#!mermaid\ngraph TD", "#!mermaid needs Microsoft.DotNet.Interactive.Mermaid")]
    [InlineData("await GetInputAsync(\"Name?\")", "Nobody is there to answer")]
    public void What_cannot_work_says_so(string code, string complaint)
    {
        var run = kernel.Run(code, "1");
        Assert.Contains(complaint, string.Join('\n', run.Error(0)["evalue"], run.Traceback(0)), StringComparison.Ordinal);
        Assert.Equal("1", run.Value(1));
    }
}
