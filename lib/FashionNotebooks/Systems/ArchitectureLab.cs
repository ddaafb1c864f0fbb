using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FashionNotebooks;

/// <summary>
/// Networks trained under one budget, so that they can be compared: all learn from the same images, as often, in batches of
/// the same size, with the same optimizer. None is kept; what each came to is on the leaderboard.
/// </summary>
public sealed class ArchitectureLab
{
    // Names up to this length leave the figures of several networks below each other.
    private const int NameWidth = 24;

    private readonly LabeledTensors train;
    private readonly LabeledTensors validation;
    private readonly TrainingOptions budget;

    /// <param name="train">What every network learns from.</param>
    /// <param name="validation">What every network is judged by, once, after its last epoch.</param>
    /// <param name="budget">Epochs, batch size, optimizer and so on.</param>
    /// <exception cref="ArgumentException">The budget would save all networks in one folder.</exception>
    public ArchitectureLab(LabeledTensors train, LabeledTensors validation, TrainingOptions budget)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(budget);
        if (budget.CheckpointFolder is not null)
            throw new ArgumentException($"The networks of the lab would overwrite each other in {budget.CheckpointFolder}: leave CheckpointFolder null.", nameof(budget));
        (this.train, this.validation, this.budget) = (train, validation, budget);
    }

    /// <summary>The networks tried so far.</summary>
    public Leaderboard Leaderboard { get; } = new();

    /// <summary>
    /// Trains a network under the budget and puts it on the leaderboard, in the place of an earlier one of its name. Same
    /// seed, same CPU: same accuracy.
    /// </summary>
    /// <param name="name">What it is called on the leaderboard.</param>
    /// <param name="network">Makes the network with its initial weights from a seed; it turns N inputs into N x classes logits.</param>
    /// <param name="seed">Of initial weights, order of samples and dropout; the budget's unless given.</param>
    /// <returns>Its place: accuracy on the validation images, size, and seconds of training.</returns>
    /// <exception cref="ArgumentException">The name is empty, or the network does not accept the inputs.</exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number.</exception>
    /// <exception cref="OperationCanceledException">Ctrl-C came before the last epoch; the leaderboard is as it was.</exception>
    public LeaderboardEntry Try(string name, Func<int, Module<Tensor, Tensor>> network, int? seed = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(network);
        using var model = network(seed ?? budget.Seed);
        var summary = model.Summary(train.Inputs.shape[1..]);
        var bar = (budget.Progress as ProgressBar)?.WithTitle(name.PadRight(NameWidth));
        var history = Trainer.Fit(model, train, validation: null, budget with { Seed = seed ?? budget.Seed, Progress = bar ?? budget.Progress });
        if (history.Interrupted)
            throw new OperationCanceledException($"{name} was interrupted after {history.Epochs.Count} of {budget.Epochs} epochs.");

        var accuracy = Evaluator.Measure(model, validation).Accuracy;
        var entry = new LeaderboardEntry(name, accuracy, summary.Total, summary.MultiplyAdds, history.Epochs.Sum(epoch => epoch.Seconds));
        Leaderboard.Add(entry);
        bar?.End(Invariant($"accuracy {100 * accuracy:F2} %  {entry.Seconds:F1} s"));
        return entry;
    }
}
