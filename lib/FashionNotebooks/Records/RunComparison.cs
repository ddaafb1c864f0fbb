namespace FashionNotebooks;

/// <summary>
/// A recorded run and the same run once more. On a CPU, the same processor, engine and number of threads train the same
/// network to the last digit; elsewhere sums are rounded otherwise, and training carries that on.
/// </summary>
/// <param name="Recorded">What is on record.</param>
/// <param name="Again">The same system, protocol, seed and settings.</param>
/// <param name="Tolerance">How far the accuracies may lie apart where the two computed elsewhere, 0 to 1.</param>
public sealed record RunComparison(RunRecord Recorded, RunRecord Again, double Tolerance)
{
    /// <summary>Where the two computed differently, in words; none where the same figures are expected.</summary>
    public IReadOnlyList<string> Differences =>
    [
        .. from part in new (string Name, Func<RunRecord, string> Of)[]
           {
               ("hardware", run => run.Hardware), ("instructions", run => run.Instructions ?? "not recorded"), ("engine", Engine),
               ("device", run => run.Device), ("threads", run => $"{run.Threads}"),
           }
           where part.Of(Recorded) != part.Of(Again)
           select $"{part.Name}: {part.Of(Recorded)} there, {part.Of(Again)} here",
        .. Recorded.Device == "cpu" ? Array.Empty<string>() : ["a GPU adds in any order"],
    ];

    // The order in which the images are measured is the library's, and may change.
    private const double LossTolerance = 1e-6;

    /// <summary>Whether the figures came out again: test accuracy and six digits of the loss, or the accuracy to within the tolerance.</summary>
    public bool Agrees => Differences.Count == 0
        ? Recorded.Test.Accuracy == Again.Test.Accuracy && Math.Abs(Again.Test.Loss / Recorded.Test.Loss - 1) <= LossTolerance
        : Math.Abs(Recorded.Test.Accuracy - Again.Test.Accuracy) <= Tolerance + 1e-9;

    /// <summary>Both figures, what was expected, and why.</summary>
    public override string ToString() => Invariant($"""
        {(Agrees ? "agrees " : "DIFFERS")}  {Recorded.FileName}: recorded {Recorded.Test.Accuracy:P2}, loss {Recorded.Test.Loss:F4}; again {Again.Test.Accuracy:P2}, loss {Again.Test.Loss:F4}; {Expected}
        """);

    private string Expected => Differences.Count == 0
        ? "equal figures expected: processor, engine and threads are those of the record"
        : Invariant($"accuracy within {100 * Tolerance:0.##} {(Tolerance == 0.01 ? "point" : "points")} expected ({string.Join("; ", Differences)})");

    // libtorch's version; .NET's changes no figure.
    private static string Engine(RunRecord run) => run.Software[Math.Max(0, run.Software.IndexOf("libtorch", StringComparison.Ordinal))..];
}
