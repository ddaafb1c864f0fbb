namespace FashionNotebooks;

/// <summary>The runs of one class profile with one remedy, taken together over their seeds.</summary>
/// <param name="Runs">At least one.</param>
public sealed record ImbalanceSummary(IReadOnlyList<ImbalanceRun> Runs)
{
    /// <summary>Name of the class profile.</summary>
    public string Profile => Runs[0].Profile;

    /// <summary>What was done about it.</summary>
    public string Remedy => Runs[0].Remedy;

    /// <summary>Mean accuracy on the test images.</summary>
    public Spread Accuracy => Spread.Of([.. Runs.Select(run => run.Accuracy)]);

    /// <summary>Mean recall of the rare classes.</summary>
    public Spread RareRecall => Spread.Of([.. Runs.Select(run => run.RareRecall)]);

    /// <summary>Groups runs by profile and remedy, in the order in which they first come.</summary>
    public static IReadOnlyList<ImbalanceSummary> From(IEnumerable<ImbalanceRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return [.. runs.GroupBy(run => (run.Profile, run.Remedy)).Select(group => new ImbalanceSummary([.. group]))];
    }
}
