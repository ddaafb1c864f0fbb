using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>
/// Networks trained under one budget, so that they can be compared: all learn from the same images, as often, in batches of
/// the same size, with the same optimizer, unless a try says otherwise. What each came to is on the leaderboard. In a folder,
/// networks are kept, too: what was tried before is then read instead of trained again, and what was stopped goes on.
/// </summary>
public sealed class ArchitectureLab
{
    // Names up to this length leave the figures of several networks below each other.
    private const int NameWidth = 24;

    private readonly LabeledTensors train;
    private readonly LabeledTensors validation;
    private readonly TrainingOptions budget;
    private readonly string? folder;
    private readonly Dictionary<string, Func<Module<Tensor, Tensor>>> networks = [];

    /// <param name="train">What every network learns from.</param>
    /// <param name="validation">What every network is judged by, once, after its last epoch.</param>
    /// <param name="budget">Epochs, batch size, optimizer and so on.</param>
    /// <param name="folder">Where networks are kept, a folder each, and the leaderboard as leaderboard.csv; null keeps none.</param>
    /// <exception cref="ArgumentException">The budget would save all networks in one folder.</exception>
    public ArchitectureLab(LabeledTensors train, LabeledTensors validation, TrainingOptions budget, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(budget);
        if (budget.CheckpointFolder is not null)
            throw new ArgumentException($"The networks of the lab would overwrite each other in {budget.CheckpointFolder}: leave CheckpointFolder null, and name a folder for the lab.", nameof(budget));
        (this.train, this.validation, this.budget, this.folder) = (train, validation, budget, folder);
    }

    /// <summary>The networks tried so far.</summary>
    public Leaderboard Leaderboard { get; } = new();

    /// <summary>
    /// Trains a network under the budget and puts it on the leaderboard, in the place of an earlier one of its name. Same
    /// seed, same CPU: same accuracy. Where the lab has a folder and the same network was trained there with the same options
    /// on the same images, it is read; another one of its name is replaced.
    /// </summary>
    /// <param name="name">What it is called on the leaderboard.</param>
    /// <param name="network">Makes the network with its initial weights from a seed; it turns N inputs into N x classes logits.</param>
    /// <param name="seed">Of initial weights, order of samples and dropout; the budget's unless given.</param>
    /// <param name="change">What is other than in the budget for this try: optimizer, schedule, augmentation, who watches.</param>
    /// <returns>Its place: accuracy on the validation images, size, and seconds of training.</returns>
    /// <exception cref="ArgumentException">The name is empty, or its folder is that of another one; or the network does not accept the inputs.</exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number.</exception>
    /// <exception cref="OperationCanceledException">Ctrl-C came before the last epoch; the leaderboard is as it was.</exception>
    public LeaderboardEntry Try(string name, Func<int, Module<Tensor, Tensor>> network, int? seed = null, Func<TrainingOptions, TrainingOptions>? change = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(network);
        if (folder is not null && networks.Keys.FirstOrDefault(other => other != name && FolderOf(other) == FolderOf(name)) is { } same)
            throw new ArgumentException($"'{name}' and '{same}' would be kept in one folder, {FolderOf(name)}: call one of them otherwise.", nameof(name));
        var bar = (budget.Progress as ProgressBar)?.WithTitle(name.PadRight(NameWidth));
        var options = budget with { Seed = seed ?? budget.Seed, Progress = bar ?? budget.Progress };
        options = (change?.Invoke(options) ?? options) with { CheckpointFolder = FolderOf(name), Resume = folder is not null };
        using var model = network(options.Seed);
        var summary = model.Summary(train.Inputs.shape[1..]);
        var history = Fit(model, options);
        if (history.Interrupted)
            throw new OperationCanceledException($"{name} was interrupted after {history.Epochs.Count} of {options.Epochs} epochs.");

        var accuracy = Evaluator.Measure(model, validation).Accuracy;
        var entry = new LeaderboardEntry(name, accuracy, summary.Total, summary.MultiplyAdds, history.Epochs.Sum(epoch => epoch.Seconds));
        Leaderboard.Add(entry);
        networks[name] = () => network(options.Seed);
        if (folder is not null)
            Leaderboard.SaveCsv(Path.Combine(folder, "leaderboard.csv"));
        bar?.End(Invariant($"accuracy {100 * accuracy:F2} %  {entry.Seconds:F1} s"));
        return entry;
    }

    /// <summary>
    /// Random search (Bergstra and Bengio 2012): tries what is drawn and names it after the draws. What comes up twice is
    /// tried once; more tries with the same seed begin with the same ones.
    /// </summary>
    /// <param name="tries">How many draws, at least 1.</param>
    /// <param name="propose">Draws the settings of a try and says what they make.</param>
    /// <param name="seed">Of the draws; the budget's unless given.</param>
    /// <returns>What was tried, the most accurate first.</returns>
    /// <inheritdoc cref="Try" path="/exception"/>
    public IReadOnlyList<LeaderboardEntry> Search(int tries, Func<Draw, Trial> propose, int? seed = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tries, 1);
        ArgumentNullException.ThrowIfNull(propose);
        var random = new SeededRandom(seed ?? budget.Seed);
        var found = new Dictionary<string, LeaderboardEntry>();
        for (var i = 0; i < tries; i++)
        {
            var draw = new Draw(random);
            var trial = propose(draw);
            if (!found.ContainsKey(draw.Name))
                found[draw.Name] = Try(draw.Name, trial.Network, change: trial.Change);
        }
        return [.. found.Values.OrderByDescending(entry => entry.Accuracy)];
    }

    /// <summary>Trains a network for some steps, each at a higher rate than the one before, to find a rate to begin with.</summary>
    /// <param name="network">As in <see cref="Try"/>; the one it makes is thrown away.</param>
    /// <param name="steps">From the lowest rate to the highest, at least 10; fewer where the loss runs away.</param>
    /// <param name="low">The lowest rate, above 0.</param>
    /// <param name="high">The highest, above the lowest.</param>
    public RateSweep FindRate(Func<int, Module<Tensor, Tensor>> network, int steps = 100, double low = 1e-5, double high = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var model = network(budget.Seed);
        return RateSweep.Of(model, train, budget, steps, low, high);
    }

    /// <summary>
    /// The most accurate network on the leaderboard, saved as winner.dat in the lab's folder and judged on test images. The
    /// folder's tested.csv tells which networks those have judged: a choice among several by their test figures would be
    /// no test any more.
    /// </summary>
    /// <param name="test">Images that took no part so far.</param>
    /// <exception cref="InvalidOperationException">The lab keeps no networks, or has tried none.</exception>
    public LabWinner Winner(LabeledTensors test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (folder is null)
            throw new InvalidOperationException("This lab keeps no networks: make it with a folder.");
        if (Leaderboard.Entries is not [var best, ..])
            throw new InvalidOperationException("This lab has tried no network yet.");
        var model = networks[best.Name]();
        Checkpoint.Load(model, Path.Combine(FolderOf(best.Name)!, "last.dat"));
        model.eval();
        Checkpoint.Save(model, Path.Combine(folder, "winner.dat"));
        var predictions = Evaluator.Predict(model, test);
        var path = Path.Combine(folder, "tested.csv");
        var line = Invariant($"{predictions.Accuracy:R},{predictions.Loss:R},\"{best.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        string[] judged = File.Exists(path) ? File.ReadAllLines(path) : ["accuracy,loss,model"];
        if (!judged.Contains(line))
            AtomicFile.WriteText(path, string.Join('\n', [.. judged, line, ""]));
        return new(best, model, predictions, judged.Skip(1).Count(other => other != line));
    }

    private string? FolderOf(string name) => folder is null ? null : Path.Combine(folder, string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '.' ? letter : '-')));

    /// <summary>Trains, or goes on; what the folder holds of another run is replaced.</summary>
    private History Fit(Module<Tensor, Tensor> model, TrainingOptions options)
    {
        try
        {
            return Trainer.Fit(model, train, validation: null, options);
        }
        catch (InvalidDataException) when (options.Resume)
        {
            return Trainer.Fit(model, train, validation: null, options with { Resume = false });
        }
    }
}

/// <summary>What a search tries.</summary>
/// <param name="Network">Makes the network with its initial weights from a seed.</param>
/// <param name="Change">What is other than in the lab's budget.</param>
public sealed record Trial(Func<int, Module<Tensor, Tensor>> Network, Func<TrainingOptions, TrainingOptions>? Change = null);

/// <summary>A lab's best network, judged on test images.</summary>
/// <param name="Entry">Its place on the leaderboard, with the accuracy on the validation images.</param>
/// <param name="Model">With its trained weights, in evaluation mode.</param>
/// <param name="Test">What it says of the test images.</param>
/// <param name="JudgedBefore">How many other networks of this lab the test images have judged.</param>
public sealed record LabWinner(LeaderboardEntry Entry, Module<Tensor, Tensor> Model, Predictions Test, int JudgedBefore)
{
    /// <summary>Name, accuracies, and how fresh the test images are.</summary>
    public override string ToString()
    {
        var others = JudgedBefore switch { 0 => "no other network", 1 => "1 other network", _ => $"{JudgedBefore} other networks" };
        return Invariant($"{Entry.Name}: {100 * Entry.Accuracy:F2} % of the validation images, {100 * Test.Accuracy:F2} % of {Test.Truth.Length:N0} test images, which have judged {others} of this lab");
    }
}
