using System.Globalization;
using FashionNotebooks;
using FashionNotebooks.Evaluation;

namespace Notebooks.Tests;

/// <summary>What README and notebooks say of results is what data/results/ says.</summary>
public sealed class RecordTests
{
    private static readonly RunRecord Baseline = RunRecord.Load(Path.Combine(Workspace.Root, "data", "results", "baseline.json"));

    private static string Percent => (100 * Baseline.TestAccuracy).ToString("F2", CultureInfo.InvariantCulture);

    [Fact]
    public void The_baseline_on_record_reaches_91_percent_within_15_minutes()
    {
        Assert.InRange(Baseline.TestAccuracy, 0.91, 0.94);
        Assert.InRange(Baseline.TrainSeconds, 1, 15 * 60);
    }

    [Fact]
    public void The_record_says_how_it_came_about()
    {
        Assert.All(
            [Baseline.Model, Baseline.Protocol, Baseline.Feed, Baseline.Hardware, Baseline.Software, Baseline.Commit],
            text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.DoesNotContain("+", Baseline.Commit);
        Assert.True(Baseline.Epochs > 0);
    }

    [Fact]
    public void The_table_in_the_README_quotes_the_record()
    {
        var row = File.ReadLines(Path.Combine(Workspace.Root, "README.md")).Single(line => line.StartsWith("| baseline |", StringComparison.Ordinal));

        Assert.Contains($"| {Percent} % | {Baseline.TestLoss:F4} | {Baseline.Epochs} epochs, {Baseline.TrainSeconds:F0} s |", row);
    }

    [Fact]
    public void Notebook_5_was_saved_from_the_run_on_record()
    {
        var notebook = File.ReadAllText(Path.Combine(Workspace.Root, "notebooks", "05-evaluate.ipynb"));

        Assert.Contains($"Result: test accuracy {Percent} %, loss {Baseline.TestLoss:F4} (full profile)", notebook);
    }
}
