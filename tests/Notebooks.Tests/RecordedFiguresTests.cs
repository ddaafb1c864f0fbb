using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using FashionNotebooks;

namespace Notebooks.Tests;

/// <summary>
/// What saved notebooks show of recorded runs is what data/results/ says. Where one of these fails, save the notebook again:
/// environment/run.sh --profile full --in-place 05-evaluate, say.
/// </summary>
public sealed partial class RecordedFiguresTests
{
    [Fact]
    public void Notebook_5_ends_with_the_figures_of_the_runs_that_its_models_came_from()
    {
        var figures = Figure().Matches(Result("05-evaluate.ipynb"));

        Assert.Equal(2, figures.Count);
        AssertIs(TrainedModels.Record("regularized").Test, figures[0]);
        AssertIs(TrainedModels.Record("baseline").Test, figures[1]);
    }

    [Fact]
    public void Notebook_8_ends_with_how_many_sample_pictures_the_model_names_right()
    {
        var samples = SamplePhotos.All();
        var images = SamplePhotos.Images([.. samples.Select(sample => sample.Prepare())], [.. samples.Select(sample => sample.Label)]);
        var right = TrainedModels.Predict("regularized", images).Correct();

        Assert.StartsWith(
            $"Result: {right.Count} of {samples.Count} pictures right once prepared, {right.Count(example => samples[example.Index].IsHeldOut)} of the {samples.Count(sample => sample.IsHeldOut)} held out; ",
            Result("08-your-own-photos.ipynb"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_of_speed_says_what_the_file_says()
    {
        using var python = Process.Start(new ProcessStartInfo("python3", [Path.Combine(Workspace.Root, "tests", "Benchmarks", "training.py"), "table"]) { RedirectStandardOutput = true })!;
        var table = python.StandardOutput.ReadToEnd().Trim();
        python.WaitForExit();

        Assert.Equal(0, python.ExitCode);
        Assert.Contains($"<!-- speed -->\n{table}\n<!-- /speed -->", File.ReadAllText(Path.Combine(Workspace.Root, "environment", "README.md")), StringComparison.Ordinal);
    }

    /// <param name="name">The notebook.</param>
    /// <param name="systems">Those that one of its tables shows; none stands for all.</param>
    [Theory]
    [InlineData("04-regularize-and-augment.ipynb", "baseline", "dropout4", "regularized")]
    [InlineData("05-evaluate.ipynb")]
    [InlineData("05-evaluate.ipynb", "mahesh")]
    public void Its_table_of_results_says_what_the_files_say(string name, params string[] systems)
    {
        var onRecord = ResultsTable.OnRecord().Where(summary => systems.Length == 0 || systems.Contains(summary.System));

        var expected = FashionNotebooks.Tables.Results([.. onRecord]);

        Assert.Contains(Tables(name), table => table.SequenceEqual([Line(expected.Headers), .. expected.Rows.Select(Line)]));
    }

    private static string Result(string name) => NotebookFiles.Cells(name).SelectMany(cell => cell.Outputs)
        .Where(output => output.TryGetProperty("text", out _)).Select(output => NotebookFiles.Text(output.GetProperty("text")))
        .Last(text => text.StartsWith("Result: ", StringComparison.Ordinal));

    // One unit of the last digit: another number of threads may sum in another order.
    private static void AssertIs(RunScores recorded, Match printed)
    {
        Assert.Equal(100 * recorded.Accuracy, Number(printed.Groups[1]), 0.011);
        Assert.Equal(recorded.Loss, Number(printed.Groups[2]), 0.00011);
    }

    private static double Number(Group match) => double.Parse(match.ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>The saved tables, each a list of lines.</summary>
    private static IEnumerable<IReadOnlyList<string>> Tables(string name) =>
        from output in NotebookFiles.Cells(name).SelectMany(cell => cell.Outputs)
        where output.TryGetProperty("data", out var data) && data.TryGetProperty("text/html", out _)
        let html = NotebookFiles.Text(output.GetProperty("data").GetProperty("text/html"))
        select (IReadOnlyList<string>)[.. Row().Matches(html).Select(row => Line(Cell().Matches(row.Value).Select(cell => WebUtility.HtmlDecode(cell.Groups[1].Value))))];

    private static string Line(IEnumerable<string> cells) => string.Join(" | ", cells);

    [GeneratedRegex("test accuracy ([0-9.]+) ?%, loss ([0-9.]+)")]
    private static partial Regex Figure();

    [GeneratedRegex("<tr>.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("<t[hd][^>]*>(.*?)</t[hd]>", RegexOptions.Singleline)]
    private static partial Regex Cell();
}
