namespace FashionNotebooks;

/// <summary>What a model keeps of its accuracy where images are worse than those it knows.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Accuracy">On the images as they are, 0 to 1.</param>
/// <param name="ByCorruption">On worse ones, as <see cref="Robustness.Measure"/> gives it.</param>
/// <param name="Seeds">Over how many runs the figures are means.</param>
public sealed record ModelRobustness(string Name, double Accuracy, IReadOnlyDictionary<string, IReadOnlyList<double>> ByCorruption, int Seeds = 1)
{
    /// <summary>The mean over all corruptions and severities, 0 to 1.</summary>
    public double Mean => ByCorruption.Values.Average(accuracies => accuracies.Average());

    /// <summary>What is on record: for each system and protocol the mean over the runs that were judged so.</summary>
    /// <param name="summaries">The recorded runs.</param>
    public static IReadOnlyList<ModelRobustness> From(IEnumerable<ResultsSummary> summaries)
    {
        ArgumentNullException.ThrowIfNull(summaries);
        return [.. from summary in summaries
                   let judged = summary.Runs.Where(run => run.Robustness is not null).ToList()
                   where judged.Count > 0
                   select Of($"{summary.System}/{summary.Protocol}", judged)];
    }

    private static ModelRobustness Of(string name, List<RunRecord> runs) => new(
        name, runs.Average(run => run.Test.Accuracy),
        runs[0].Robustness!.ToDictionary(
            entry => entry.Key,
            IReadOnlyList<double> (entry) => [.. entry.Value.Select((_, severity) => runs.Average(run => run.Robustness![entry.Key][severity]))]),
        runs.Count);
}
