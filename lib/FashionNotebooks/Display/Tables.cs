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

        var rows = pairs.Select(pair => Row(pair.First, pair.Second)).ToList();
        rows.Add(["accuracy", "", "", Pair(first.Report.Accuracy, second.Report.Accuracy), Change(first.Report.Accuracy, second.Report.Accuracy), first.Report.MacroAverage.Support]);
        rows.Add(Row(first.Report.MacroAverage, second.Report.MacroAverage));
        rows.Add(Row(first.Report.WeightedAverage, second.Report.WeightedAverage));
        return new(["class", "precision", "recall", "F1", "change of F1", "support"], rows, $"{first.Name} → {second.Name}");

        static object[] Row(Scores before, Scores after) =>
            [before.Name, Pair(before.Precision, after.Precision), Pair(before.Recall, after.Recall), Pair(before.F1, after.F1), Change(before.F1, after.F1), before.Support];
        static string Pair(double before, double after) => $"{before:0.000} → {after:0.000}";
        static string Change(double before, double after) => (after - before).ToString("+0.000;-0.000;0.000");
    }

    /// <summary>What remedies do about classes of unequal size, means over seeds: a row for each class profile and remedy.</summary>
    /// <param name="summaries">At least one.</param>
    public static Table Imbalance(IReadOnlyList<ImbalanceSummary> summaries)
    {
        ArgumentNullException.ThrowIfNull(summaries);
        return new(["class profile", "remedy", "recall of rare classes", "accuracy", "n"],
            summaries.Select(summary => new object[] { summary.Profile, summary.Remedy, $"{summary.RareRecall}", $"{summary.Accuracy}", summary.Runs.Count }));
    }
}
