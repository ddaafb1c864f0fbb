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

    /// <summary>Standard deviation over the seeds (of the sample: divided by n - 1); null for a single seed.</summary>
    public double? TestAccuracySpread => Spread.Of([.. Runs.Select(run => run.Test.Accuracy)]).Deviation;

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
