using System.Text.Json;
using System.Text.RegularExpressions;
using FashionNotebooks;

namespace Notebooks.Tests;

/// <summary>The rules for what is saved in notebooks/: a reader on a page without a kernel sees a finished story.</summary>
public sealed partial class SavedNotebookTests
{
    public static TheoryData<string> Names => new(
        Directory.GetFiles(Path.Combine(Workspace.Root, "notebooks"), "*.ipynb").Select(path => Path.GetFileName(path)).Order());

    [Theory, MemberData(nameof(Names))]
    public void It_was_saved_from_a_whole_run_without_errors(string name)
    {
        var cells = CodeCells(name);

        Assert.Equal(Enumerable.Range(1, cells.Count), cells.Select(cell => cell.GetProperty("execution_count").GetInt32()));
        Assert.DoesNotContain(cells.SelectMany(Outputs), output => Text(output.GetProperty("output_type")) == "error");
        Assert.Contains(cells.SelectMany(Outputs), _ => true);
    }

    [Theory, MemberData(nameof(Names))]
    public void Its_cells_are_short(string name)
    {
        var lengths = CodeCells(name).Select(cell => Text(cell.GetProperty("source")).Split('\n').Count(IsCode)).Order().ToList();

        Assert.True(lengths[^1] <= 15, $"the longest cell has {lengths[^1]} lines");
        Assert.True(lengths[lengths.Count / 2] <= 8, $"half of the cells have {lengths[lengths.Count / 2]} lines or more");
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_chart_has_a_static_picture_and_nothing_loads_from_elsewhere(string name)
    {
        foreach (var output in CodeCells(name).SelectMany(Outputs))
        {
            if (!output.TryGetProperty("data", out var data))
                continue;
            var kinds = data.EnumerateObject().Select(property => property.Name).ToList();
            if (kinds.Contains("application/vnd.plotly.v1+json"))
                Assert.Contains("image/svg+xml", kinds);
            if (data.TryGetProperty("text/html", out var html))
                Assert.DoesNotMatch(ExternalScript(), Text(html));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void It_uses_only_what_every_kernel_understands(string name)
    {
        Assert.Equal(".net-csharp", Root(name).GetProperty("metadata").GetProperty("kernelspec").GetProperty("name").GetString());
        Assert.DoesNotContain(CodeCells(name), cell => KernelSpecific().IsMatch(Text(cell.GetProperty("source"))));
    }

    [Theory, MemberData(nameof(Names))]
    public void It_begins_with_a_title_and_ends_with_what_was_learned(string name)
    {
        var cells = Root(name).GetProperty("cells").EnumerateArray().ToList();

        Assert.StartsWith("# ", Text(cells[0].GetProperty("source")));
        Assert.Contains("## What we learned", Text(cells[^1].GetProperty("source")));
    }

    [Theory, MemberData(nameof(Names))]
    public void Its_links_lead_to_files_that_exist(string name)
    {
        var folder = Path.Combine(Workspace.Root, "notebooks");
        foreach (Match link in Link().Matches(File.ReadAllText(Path.Combine(folder, name))))
            Assert.True(File.Exists(Path.Combine(folder, link.Groups[1].Value)), $"{name} links to {link.Groups[1].Value}");
    }

    private static JsonElement Root(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Workspace.Root, "notebooks", name))).RootElement;

    private static List<JsonElement> CodeCells(string name) =>
        Root(name).GetProperty("cells").EnumerateArray().Where(cell => Text(cell.GetProperty("cell_type")) == "code").ToList();

    private static IEnumerable<JsonElement> Outputs(JsonElement cell) => cell.GetProperty("outputs").EnumerateArray();

    /// <summary>Notebook text is a string or a list of lines.</summary>
    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? string.Concat(value.EnumerateArray().Select(Text)) : value.GetString()!;

    private static bool IsCode(string line) => line.Trim() is { Length: > 0 } text && !text.StartsWith("//", StringComparison.Ordinal);

    [GeneratedRegex("""<script[^>]+src=|require\s*\(\s*\[""")]
    private static partial Regex ExternalScript();

    [GeneratedRegex("""^\s*#!|#r\s+"nuget:""", RegexOptions.Multiline)]
    private static partial Regex KernelSpecific();

    [GeneratedRegex("""\]\(([^):#]+\.ipynb)\)""")]
    private static partial Regex Link();
}
