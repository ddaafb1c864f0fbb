using System.Globalization;

namespace FashionNotebooks;

/// <summary>What authors reported beside what was measured here, from the files of data/results/.</summary>
public static class ResultsTable
{
    private static readonly string[] Columns =
        ["system", "its author reports", "protocol here", "test accuracy", "test loss", "validation", "parameters", "epochs", "seconds an epoch"];

    /// <summary>The table as a notebook shows it, under its <see cref="Circumstances"/>.</summary>
    /// <param name="summaries">One row each; all that is on record unless given.</param>
    public static Table Show(IReadOnlyList<ResultsSummary>? summaries = null)
    {
        summaries ??= OnRecord();
        return new(Columns, summaries.Select(Cells), Circumstances(summaries));
    }

    /// <summary>The table in Markdown.</summary>
    public static string Markdown(IReadOnlyList<ResultsSummary> summaries)
    {
        string Line(IEnumerable<object> cells) => $"| {string.Join(" | ", cells)} |";
        return string.Join('\n', [Line(Columns), Line(Columns.Select(_ => "---")), .. summaries.Select(summary => Line(Cells(summary)))]);
    }

    /// <summary>When and on what the runs were recorded, in one sentence.</summary>
    public static string Circumstances(IReadOnlyList<ResultsSummary> summaries)
    {
        var runs = summaries.SelectMany(summary => summary.Runs).ToList();
        if (runs.Count == 0)
            return "Nothing is on record yet.";
        string Each(Func<RunRecord, object> value) => string.Join("; ", runs.Select(value).Distinct());
        return $"n seeds each, 1 to n; mean ± standard deviation over them. Recorded {Each(run => run.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))} " +
            $"on {Each(run => run.Hardware)}, {Each(run => run.Software)}, {Each(run => run.Threads)} thread(s) a run.";
    }

    /// <summary>Every system and protocol with at least one file in the folder, in the catalog's order.</summary>
    /// <param name="folder">data/results/ unless given.</param>
    public static IReadOnlyList<ResultsSummary> OnRecord(string? folder = null) => ResultsSummary.From(
        RunRecord.LoadAll(folder ?? Workspace.Data("results")),
        [.. SystemCatalog.All.SelectMany(system => system.Protocols, (system, protocol) => (system.Name, protocol.Name))]);

    private static object[] Cells(ResultsSummary summary)
    {
        var n = summary.Runs.Count;
        var epochs = summary.Runs[0].Epochs;
        var recipe = summary.Runs[0].RecipeEpochs;
        return
        [
            summary.System,
            SystemCatalog.Find(summary.System).Reported ?? "",
            $"{summary.Protocol}: {summary.Description}",
            Percent(summary.TestAccuracy) + (summary.TestAccuracySpread is { } spread ? $" ± {Number(100 * spread, "F2")}, n = {n}" : ", n = 1"),
            Number(summary.TestLoss, "F4"),
            summary.ValidationAccuracy is { } accuracy ? Percent(accuracy) : "",
            summary.Parameters.ToString("N0", CultureInfo.InvariantCulture),
            epochs == recipe ? $"{epochs}" : $"{epochs} of {recipe}",
            Number(summary.Runs.Average(run => run.SecondsPerEpoch), "F0") + (summary.Runs[0].Precision == "bfloat16" ? " (bfloat16)" : ""),
        ];
    }

    private static string Percent(double share) => Number(100 * share, "F2") + " %";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
