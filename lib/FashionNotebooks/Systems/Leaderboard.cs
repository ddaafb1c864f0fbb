using nietras.SeparatedValues;

namespace FashionNotebooks;

/// <summary>What a model costs.</summary>
public enum Cost
{
    /// <summary>Multiplications, each with its addition, for one image.</summary>
    MultiplyAdds,

    /// <summary>Numbers that are saved with the weights.</summary>
    Parameters,

    /// <summary>Seconds of training.</summary>
    Seconds,
}

/// <summary>A model's place on a leaderboard.</summary>
/// <param name="Name">What it is called; unique on the board.</param>
/// <param name="Accuracy">The share of images predicted right, 0 to 1.</param>
/// <param name="Parameters">Trainable and non-trainable ones.</param>
/// <param name="MultiplyAdds">For one image.</param>
/// <param name="Seconds">Of training.</param>
/// <param name="Note">What else a reader should know; empty for nothing.</param>
public sealed record LeaderboardEntry(string Name, double Accuracy, long Parameters, long MultiplyAdds, double Seconds, string Note = "")
{
    /// <summary>One of its costs.</summary>
    public double Of(Cost cost) => cost switch
    {
        Cost.MultiplyAdds => MultiplyAdds,
        Cost.Parameters => Parameters,
        Cost.Seconds => Seconds,
        _ => throw new ArgumentOutOfRangeException(nameof(cost), cost, "There is no such cost."),
    };
}

/// <summary>Models compared: how accurate each is, and what it costs. A cell that ends in one shows it as a table.</summary>
public sealed class Leaderboard
{
    private readonly List<LeaderboardEntry> entries = [];

    /// <summary>The most accurate first; of equally accurate ones the one added earlier.</summary>
    public IReadOnlyList<LeaderboardEntry> Entries => [.. entries.OrderByDescending(entry => entry.Accuracy)];

    /// <summary>The model of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists those there are.</exception>
    public LeaderboardEntry this[string name] => entries.Find(entry => entry.Name == name)
        ?? throw new KeyNotFoundException($"There is no '{name}' on the leaderboard; there are: {string.Join(", ", entries.Select(entry => entry.Name))}.");

    /// <summary>The models than which no other is both at least as accurate and as cheap, unless equal in both; the cheapest first.</summary>
    public IReadOnlyList<LeaderboardEntry> Best(Cost cost)
    {
        bool Beats(LeaderboardEntry one, LeaderboardEntry other) => one.Accuracy >= other.Accuracy && one.Of(cost) <= other.Of(cost)
            && (one.Accuracy > other.Accuracy || one.Of(cost) < other.Of(cost));
        return [.. entries.Where(entry => !entries.Any(other => Beats(other, entry))).OrderBy(entry => entry.Of(cost))];
    }

    /// <summary>Adds a model, or puts it in the place of the one of its name, so that a notebook's cell may run twice.</summary>
    /// <exception cref="ArgumentException">The name is empty, the accuracy isn't from 0 to 1, or a cost is negative or not a number.</exception>
    public void Add(LeaderboardEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentException.ThrowIfNullOrWhiteSpace(entry.Name, nameof(entry));
        if (!(entry.Accuracy >= 0 && entry.Accuracy <= 1))
            throw new ArgumentException(Invariant($"The accuracy of '{entry.Name}' is {entry.Accuracy}, but accuracies go from 0 to 1."), nameof(entry));
        foreach (var cost in Enum.GetValues<Cost>())
            if (!(entry.Of(cost) >= 0 && double.IsFinite(entry.Of(cost))))
                throw new ArgumentException(Invariant($"The {cost} of '{entry.Name}' are {entry.Of(cost)}, but costs are 0 or more."), nameof(entry));
        var place = entries.FindIndex(known => known.Name == entry.Name);
        if (place < 0)
            entries.Add(entry);
        else
            entries[place] = entry;
    }

    /// <summary>Adds a model whose size is in its summary.</summary>
    /// <inheritdoc cref="Add(LeaderboardEntry)"/>
    public void Add(string name, double accuracy, ModelSummary summary, double seconds, string note = "")
    {
        ArgumentNullException.ThrowIfNull(summary);
        Add(new(name, accuracy, summary.Total, summary.MultiplyAdds, seconds, note));
    }

    /// <summary>Writes the models as CSV, the most accurate first, whole or not at all.</summary>
    public void SaveCsv(string path) => AtomicFile.Write(path, stream =>
    {
        using var writer = Sep.New(',').Writer(options => options with { Escape = true }).To(stream);
        foreach (var entry in Entries)
        {
            using var row = writer.NewRow();
            row["model"].Set(entry.Name);
            row["accuracy"].Format(entry.Accuracy);
            row["parameters"].Format(entry.Parameters);
            row["multiply-adds"].Format(entry.MultiplyAdds);
            row["seconds"].Format(entry.Seconds);
            row["note"].Set(entry.Note);
        }
    });
}
