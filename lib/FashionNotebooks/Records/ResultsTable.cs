using System.Globalization;

namespace FashionNotebooks;

/// <summary>The recorded runs of one system by one protocol, taken together over their seeds.</summary>
/// <param name="Runs">At least one, all of the same system and protocol.</param>
public sealed record ResultsSummary(IReadOnlyList<RunRecord> Runs)
{
    /// <summary>The system's name.</summary>
    public string System => Runs[0].System;

    /// <summary>The protocol's name.</summary>
    public string Protocol => Runs[0].Protocol;

    /// <summary>What was trained on and what was chosen on what.</summary>
    public string Description => Runs[0].Description;

    /// <summary>Weights that training changes.</summary>
    public long Parameters => Runs[0].Parameters;

    /// <summary>Mean over the seeds, 0 to 1.</summary>
    public double TestAccuracy => Runs.Average(run => run.Test.Accuracy);

    /// <summary>Mean over the seeds, in nats.</summary>
    public double TestLoss => Runs.Average(run => run.Test.Loss);

    /// <summary>Mean over the seeds, 0 to 1; null where no images were held out.</summary>
    public double? ValidationAccuracy => Runs.Average(run => run.Validation?.Accuracy);

    /// <summary>The recorded runs, in groups, in the order of their systems' names as given.</summary>
    public static IReadOnlyList<ResultsSummary> From(IEnumerable<RunRecord> records, IReadOnlyList<(string System, string Protocol)> order)
    {
        var groups = records.ToLookup(run => (run.System, run.Protocol));
        return [.. order.Where(groups.Contains).Select(key => new ResultsSummary([.. groups[key]]))];
    }
}

/// <summary>What authors reported beside what was measured here, from the files of data/results/.</summary>
public static class ResultsTable
{
    internal static readonly string[] Columns =
        ["system", "its author reports", "protocol here", "test accuracy", "test loss", "validation", "parameters", "epochs", "seconds an epoch"];

    /// <summary>The table in Markdown.</summary>
    public static string Markdown(IReadOnlyList<ResultsSummary> summaries) => Lines(Columns, summaries.Select(Cells));

    /// <summary>A row for each system with a figure to hold it against, and for the best: its first protocol on record.</summary>
    public static string Headline(IReadOnlyList<ResultsSummary> summaries) => Lines(
        ["system", "its author reports", "test accuracy here", "runs", "parameters"],
        summaries.GroupBy(summary => summary.System)
            .Where(system => SystemCatalog.Find(system.Key).Reported is not null || system.Contains(summaries.MaxBy(summary => summary.TestAccuracy)))
            .Select(system => system.First())
            .Select(summary => (object[])[summary.System, Reported(summary) ?? "(ours)", Accuracy(summary), summary.Runs.Count, Invariant($"{summary.Parameters:N0}")]));

    /// <summary>When and on what the runs were recorded, and what † stands for where a row has it.</summary>
    public static string Circumstances(IReadOnlyList<ResultsSummary> summaries)
    {
        var runs = summaries.SelectMany(summary => summary.Runs).ToList();
        if (runs.Count == 0)
            return "Nothing is on record yet.";
        string Each(Func<RunRecord, object> value) => string.Join("; ", runs.Select(value).Distinct());
        var changed = summaries.Select(summary => (Name: $"{summary.System}/{summary.Protocol}", Known: KnownAccuracy(summary))).Where(row => row.Known is not null)
            .Select(row => Invariant($"{row.Name} after {100 * row.Known:F2} %")).ToList();
        return $"n seeds each, 1 to n; mean ± standard deviation over them. Recorded {Each(run => run.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))} " +
            $"on {Each(run => run.Hardware)}, {Each(run => run.Software)}, {Each(run => run.Threads)} thread(s) a run." +
            (changed.Count == 0 ? "" : $" † The recipe was changed when the test accuracy of an earlier one was known: {string.Join(", ", changed)}.");
    }

    /// <summary>Every system and protocol with at least one file in the folder, in the catalog's order.</summary>
    /// <param name="folder">data/results/ unless given.</param>
    public static IReadOnlyList<ResultsSummary> OnRecord(string? folder = null) => ResultsSummary.From(
        RunRecord.LoadAll(folder ?? Workspace.Data("results")),
        [.. SystemCatalog.All.SelectMany(system => system.Protocols, (system, protocol) => (system.Name, protocol.Name))]);

    internal static object[] Cells(ResultsSummary summary)
    {
        var epochs = summary.Runs[0].Epochs;
        var recipe = summary.Runs[0].RecipeEpochs;
        return
        [
            summary.System,
            Reported(summary) ?? "",
            $"{summary.Protocol}: {summary.Description}",
            $"{Accuracy(summary)}, n = {summary.Runs.Count}",
            Invariant($"{summary.TestLoss:F4}"),
            summary.ValidationAccuracy is { } accuracy ? Invariant($"{100 * accuracy:F2} %") : "",
            Invariant($"{summary.Parameters:N0}"),
            epochs == recipe ? $"{epochs}" : $"{epochs} of {recipe}",
            Invariant($"{summary.Runs.Average(run => run.SecondsPerEpoch):F0}") + (summary.Runs[0].Precision == "bfloat16" ? " (bfloat16)" : ""),
        ];
    }

    private static string Lines(IReadOnlyList<object> columns, IEnumerable<object[]> rows)
    {
        string Line(IEnumerable<object> cells) => $"| {string.Join(" | ", cells)} |";
        return string.Join('\n', [Line(columns), Line(columns.Select(_ => "---")), .. rows.Select(Line)]);
    }

    private static string? Reported(ResultsSummary summary) => SystemCatalog.Find(summary.System).Reported;

    private static string Accuracy(ResultsSummary summary) =>
        Spread.Of([.. summary.Runs.Select(run => run.Test.Accuracy)]).ToString(format: "F2") + (KnownAccuracy(summary) is null ? "" : " †");

    private static double? KnownAccuracy(ResultsSummary summary) => SystemCatalog.FindProtocol($"{summary.System}/{summary.Protocol}").Protocol.KnownTestAccuracy;
}
