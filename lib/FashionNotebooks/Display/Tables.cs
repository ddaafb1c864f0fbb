using System.Globalization;

namespace FashionNotebooks;

/// <summary>Tables that more than one notebook shows.</summary>
public static class Tables
{
    /// <summary>Two classification reports side by side: each score before and after, and what became of F1.</summary>
    /// <param name="first">Name and report of the model to start from.</param>
    /// <param name="second">Name and report of the one compared with it, on the same images.</param>
    /// <exception cref="ArgumentException">The reports are not of the same classes, or count different numbers of images of one.</exception>
    public static Table SideBySide((string Name, ClassificationReport Report) first, (string Name, ClassificationReport Report) second)
    {
        ArgumentNullException.ThrowIfNull(first.Report);
        ArgumentNullException.ThrowIfNull(second.Report);
        var pairs = first.Report.Classes.Zip(second.Report.Classes).ToArray();
        if (first.Report.Classes.Count != second.Report.Classes.Count || pairs.Any(pair => (pair.First.Name, pair.First.Support) != (pair.Second.Name, pair.Second.Support)))
            throw new ArgumentException("The reports are not of the same images: their classes or supports differ.", nameof(second));

        var (before, after) = (first.Report, second.Report);
        static Scores Accuracy(ClassificationReport report) => new("accuracy", double.NaN, double.NaN, report.Accuracy, report.MacroAverage.Support);
        return Table.Of($"{first.Name} → {second.Name}", pairs.Append((Accuracy(before), Accuracy(after)))
            .Append((before.MacroAverage, after.MacroAverage)).Append((before.WeightedAverage, after.WeightedAverage))
            .Select(pair => Row(pair.Item1, pair.Item2)));

        static object Row(Scores before, Scores after) => new
        {
            Class = before.Name,
            Precision = Pair(before.Precision, after.Precision),
            Recall = Pair(before.Recall, after.Recall),
            F1 = Pair(before.F1, after.F1),
            ChangeOfF1 = (after.F1 - before.F1).ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture),
            before.Support,
        };
        static string Pair(double before, double after) => double.IsNaN(before) ? "" : Invariant($"{before:0.000} → {after:0.000}");
    }

    /// <summary>The models of a leaderboard, the most accurate first; notes have a column where there are any.</summary>
    public static Table Ranking(Leaderboard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        var hasNotes = board.Entries.Any(entry => entry.Note.Length > 0);
        return new(
            ["", "model", "accuracy", "parameters", "multiply-adds", "seconds", .. hasNotes ? ["note"] : Array.Empty<string>()],
            board.Entries.Select((entry, place) => (object?[])
            [
                place + 1, entry.Name, Invariant($"{100 * entry.Accuracy:F2} %"), entry.Parameters, entry.MultiplyAdds,
                entry.Seconds.ToString(entry.Seconds < 10 ? "F1" : "N0", CultureInfo.InvariantCulture), .. hasNotes ? [entry.Note] : Array.Empty<object>(),
            ]));
    }

    /// <summary>
    /// Runs of several seeds side by side, the best mean first: the 95 % interval of each mean, how far it lies behind the best,
    /// and whether that is more than seeds do. Of many comparisons about one in twenty says yes by chance.
    /// </summary>
    /// <param name="runs">Names, and an accuracy for each seed, 0 to 1; at least one run of at least one seed.</param>
    /// <exception cref="ArgumentException">There is no run.</exception>
    public static Table Compare(params IReadOnlyList<(string Name, IReadOnlyList<double> Accuracies)> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count == 0)
            throw new ArgumentException("There is no run to compare.", nameof(runs));
        (string Name, IReadOnlyList<double> Accuracies)[] sorted = [.. runs.OrderByDescending(run => run.Accuracies.Average())];
        return new(["run", "seeds", "accuracy", "95 % interval of the mean", "against the best", "beyond seeds"], sorted.Select((run, place) =>
        {
            var behind = SeedDifference.Between(sorted[0].Accuracies, run.Accuracies);
            return (object?[])
            [
                run.Name, run.Accuracies.Count, Percent(Spread.Of(run.Accuracies)), SeedDifference.OfMean(run.Accuracies)?.ToString() ?? "",
                place == 0 ? "" : $"{behind}", place == 0 ? "" : behind.IsBeyondSeeds switch { true => "yes", false => "no", null => "one seed can't tell" },
            ];
        }));

        static string Percent(Spread accuracy) => accuracy.ToString(format: "F2");
    }

    /// <summary>The test accuracies on record, compared.</summary>
    /// <param name="summaries">At least one.</param>
    public static Table Compare(IReadOnlyList<ResultsSummary> summaries)
    {
        ArgumentNullException.ThrowIfNull(summaries);
        return Compare([.. summaries.Select(summary => ($"{summary.System}/{summary.Protocol}", (IReadOnlyList<double>)[.. summary.Runs.Select(run => run.Test.Accuracy)]))]);
    }

    /// <summary>What authors reported beside what was measured here, under a sentence on when and where.</summary>
    /// <param name="summaries">One row each; all that is on record unless given.</param>
    public static Table Results(IReadOnlyList<ResultsSummary>? summaries = null)
    {
        summaries ??= ResultsTable.OnRecord();
        return new(ResultsTable.Columns, summaries.Select(ResultsTable.Cells), ResultsTable.Circumstances(summaries));
    }

    /// <summary>What remedies do about classes of unequal size, means over seeds: a row for each class profile and remedy.</summary>
    /// <param name="summaries">At least one.</param>
    public static Table Imbalance(IReadOnlyList<ImbalanceSummary> summaries)
    {
        ArgumentNullException.ThrowIfNull(summaries);
        return Table.Of(summaries.Select(summary => new { ClassProfile = summary.Profile, summary.Remedy, RecallOfRareClasses = $"{summary.RareRecall}", Accuracy = $"{summary.Accuracy}", N = summary.Runs.Count }));
    }
}
