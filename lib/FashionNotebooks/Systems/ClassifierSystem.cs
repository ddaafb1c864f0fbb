namespace FashionNotebooks;

/// <summary>A way to classify Fashion-MNIST from the data to the figure: a published one, or our own.</summary>
/// <param name="Name">The name used in code, commands, file names and tables.</param>
/// <param name="Source">Who described it, and when.</param>
/// <param name="Reported">The figure its author gives, in words; null where there is none.</param>
/// <param name="Protocols">The ways in which it is trained and judged, the author's first.</param>
public sealed record ClassifierSystem(string Name, string Source, string? Reported, IReadOnlyList<Protocol> Protocols)
{
    /// <summary>What else of its figures the author gives; null where that is nothing.</summary>
    public ReportedFigures? Figures { get; init; }

    /// <summary>The protocol of that name; the first where it is null.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public Protocol Protocol(string? name) => Protocols.FirstOrDefault(protocol => name is null || protocol.Name == name)
        ?? throw new ArgumentException($"The system {Name} has no protocol '{name}'; it has: {string.Join(", ", Protocols.Select(protocol => protocol.Name))}.", nameof(name));

    /// <summary>Trains and judges it. Same seed, same CPU: same figures.</summary>
    /// <param name="data">What is trained on, after the protocol's split, and what is judged on: Fashion-MNIST or parts of it.</param>
    /// <param name="seed">Of the split, the initial weights, the order of samples, augmentation and dropout.</param>
    /// <param name="epochs">Instead of the recipe's; its schedule is stretched to them.</param>
    /// <param name="protocol">The name of one of its protocols; null takes the first.</param>
    /// <exception cref="ArgumentException">It has no such protocol, or the epochs are fewer than one.</exception>
    /// <exception cref="TrainingDivergedException">A loss, a weight or a running statistic became infinite or not a number.</exception>
    /// <exception cref="OperationCanceledException">Ctrl-C came before the last epoch.</exception>
    public SystemRun Train(FashionMnistData data, int seed = 1, int? epochs = null, string? protocol = null) =>
        Protocol(protocol).Train(data, seed, options => options with { Epochs = epochs ?? options.Epochs });
}

/// <summary>An author's figures beyond the headline.</summary>
/// <param name="F1">Of each class, in class order, 0 to 1; none where they are not given.</param>
/// <param name="TrainLoss">Of each epoch; none where it is not given.</param>
public sealed record ReportedFigures(IReadOnlyList<double> F1, IReadOnlyList<double> TrainLoss);
