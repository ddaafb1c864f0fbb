using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using FashionNotebooks;

namespace Notebooks.Tests;

/// <summary>All notebooks and all solutions, run once in the quick profile as a user runs them.</summary>
public sealed class QuickRun : IDisposable
{
    public QuickRun()
    {
        // Side by side, since neither keeps two cores busy all the time.
        var solutions = Task.Run(() => Run(NotebookFiles.Solutions, Path.Combine(Output, "solutions")));
        (ExitCode, Terminal) = Run(NotebookFiles.Story, Output);
        (SolutionsExitCode, SolutionsTerminal) = solutions.Result;
    }

    public string Output { get; } = Directory.CreateTempSubdirectory().FullName;

    public int ExitCode { get; }

    public string Terminal { get; }

    public int SolutionsExitCode { get; }

    public string SolutionsTerminal { get; }

    public void Dispose() => Directory.Delete(Output, recursive: true);

    private static (int ExitCode, string Terminal) Run(IEnumerable<string> notebooks, string output)
    {
        using var run = KernelProgram.Start(output, [.. notebooks.Select(NotebookFiles.PathOf)]);
        var text = KernelProgram.Collect(run);
        run.WaitForExit();
        return (run.ExitCode, text.ToString());
    }
}

public sealed partial class RunTests(QuickRun run) : IClassFixture<QuickRun>
{
    [Fact]
    public void Every_notebook_and_every_solution_runs_to_its_end()
    {
        Assert.NotEmpty(NotebookFiles.Story);
        Assert.True(run.ExitCode == 0, run.Terminal);
        Assert.True(run.SolutionsExitCode == 0, run.SolutionsTerminal);
        Assert.All(NotebookFiles.All, name => Assert.Contains("Result: ", File.ReadAllText(Path.Combine(run.Output, name))));
    }

    [Fact]
    public void No_library_complains() =>
        Assert.All(NotebookFiles.All, name => Assert.DoesNotContain(NotebookFiles.Cells(Path.Combine(run.Output, name)).SelectMany(cell => cell.Outputs), NotebookFiles.IsTrouble));

    [Fact]
    public void Every_chart_gets_a_picture() =>
        Assert.All(NotebookFiles.All.SelectMany(name => NotebookFiles.Charts(Path.Combine(run.Output, name))), chart => Assert.True(chart.TryGetProperty("image/png", out _)));

    [Fact]
    public void The_quick_baseline_is_a_plausible_classifier()
    {
        // Trained on a part of the images it lands between these; a figure outside says that something broke,
        // above all one that is too good to be true.
        Assert.InRange(Number(ValidationAccuracy().Match(run.Terminal).Groups[1]), 80.0, 90.0);
    }

    [Fact]
    public void The_figure_that_notebook_5_ends_with_is_the_one_on_record()
    {
        var recorded = TrainedModels.Record("regularized").Test;
        var figure = TestAccuracy().Match(run.Terminal);

        Assert.Equal(100 * recorded.Accuracy, Number(figure.Groups[1]), 0.05); // another processor may round a close call differently
        Assert.Equal(recorded.Loss, Number(figure.Groups[2]), 0.001);
    }

    private static double Number(Group match) => double.Parse(match.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("03-baseline-cnn .*validation accuracy ([0-9.]+) ?%")]
    private static partial Regex ValidationAccuracy();

    [GeneratedRegex("05-evaluate .*?test accuracy ([0-9.]+) ?%, loss ([0-9.]+)")]
    private static partial Regex TestAccuracy();
}
