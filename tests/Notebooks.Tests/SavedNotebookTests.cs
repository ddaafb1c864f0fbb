using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Notebooks.Tests;

/// <summary>The rules for what is saved in notebooks/: a reader on a page without a kernel sees a finished story.</summary>
public sealed partial class SavedNotebookTests
{
    public static TheoryData<string> Names => new(NotebookFiles.All);

    [Theory, MemberData(nameof(Names))]
    public void It_was_saved_from_a_whole_run_without_errors(string name)
    {
        var cells = CodeCells(name);

        Assert.Equal(Enumerable.Range(1, cells.Count), cells.Select(cell => cell.ExecutionCount));
        Assert.DoesNotContain(cells.SelectMany(cell => cell.Outputs), NotebookFiles.IsTrouble);
        Assert.NotEmpty(cells.SelectMany(cell => cell.Outputs));
    }

    [Theory, MemberData(nameof(Names))]
    public void Its_cells_are_short(string name)
    {
        var lengths = CodeCells(name).Select(cell => cell.Source.Split('\n').Count(IsCode)).Order().ToList();

        Assert.True(lengths[^1] <= 15, $"the longest cell has {lengths[^1]} lines");
        Assert.True(lengths[lengths.Count / 2] <= 8, $"half of the cells have {lengths[lengths.Count / 2]} lines or more");
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_chart_has_a_static_picture_and_nothing_loads_from_elsewhere(string name)
    {
        foreach (var output in CodeCells(name).SelectMany(cell => cell.Outputs))
        {
            if (!output.TryGetProperty("data", out var data))
                continue;
            var kinds = data.EnumerateObject().Select(property => property.Name).ToList();
            if (kinds.Contains("application/vnd.plotly.v1+json"))
                Assert.Contains("image/png", kinds);
            if (data.TryGetProperty("text/html", out var html))
                Assert.DoesNotMatch(ExternalScript(), NotebookFiles.Text(html));
        }
    }

    [Fact]
    public void Every_chart_is_to_be_seen_in_nbconverts_pages()
    {
        var pages = Directory.CreateTempSubdirectory();
        foreach (var (folder, names) in (ReadOnlySpan<(string, IReadOnlyList<string>)>)[("", NotebookFiles.Story), ("solutions", NotebookFiles.Solutions)])
        {
            using var convert = Process.Start(new ProcessStartInfo(
                "/usr/bin/python3", ["-m", "nbconvert", "--to", "html", "--output-dir", Path.Combine(pages.FullName, folder), .. names.Select(NotebookFiles.PathOf)]) { RedirectStandardError = true })!;
            var errors = convert.StandardError.ReadToEnd();
            convert.WaitForExit();
            Assert.True(convert.ExitCode == 0, errors);
        }

        var (charts, seen) = (0, 0);
        foreach (var name in NotebookFiles.All)
        {
            var page = File.ReadAllText(Path.Combine(pages.FullName, Path.ChangeExtension(name, ".html")));
            var pictures = Picture().Matches(page).Select(found => found.Groups[1].Value).ToHashSet();
            charts += NotebookFiles.Charts(name).Count();
            seen += NotebookFiles.Charts(name).Count(chart => chart.TryGetProperty("image/png", out var png) && pictures.Contains(png.GetString()!.Trim()));
        }
        pages.Delete(recursive: true);
        Assert.Equal(charts, seen);
        Assert.InRange(charts, 40, 200);
    }

    [Theory, MemberData(nameof(Names))]
    public void It_uses_only_what_every_kernel_understands(string name)
    {
        Assert.Equal(".net-csharp", NotebookFiles.Root(name).GetProperty("metadata").GetProperty("kernelspec").GetProperty("name").GetString());
        Assert.DoesNotContain(CodeCells(name), cell => KernelSpecific().IsMatch(cell.Source));
    }

    [Theory, MemberData(nameof(Names))]
    public void It_begins_with_a_title_and_ends_in_words(string name)
    {
        var cells = NotebookFiles.Cells(name);

        Assert.StartsWith("# ", cells[0].Source);
        Assert.False(cells[^1].IsCode);
    }

    private static List<NotebookCell> CodeCells(string name) => [.. NotebookFiles.Cells(name).Where(cell => cell.IsCode)];

    private static bool IsCode(string line) => line.Trim() is { Length: > 0 } text && !text.StartsWith("//", StringComparison.Ordinal);

    [GeneratedRegex("""<img[^>]*src="data:image/png;base64,([^"]+)["]""")]
    private static partial Regex Picture();

    [GeneratedRegex("""<script[^>]+src=|require\s*\(\s*\[""")]
    private static partial Regex ExternalScript();

    [GeneratedRegex("""^\s*#!|#r\s+"nuget:""", RegexOptions.Multiline)]
    private static partial Regex KernelSpecific();
}
