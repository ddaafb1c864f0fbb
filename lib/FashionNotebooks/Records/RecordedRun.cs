using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>A run and what is kept of it.</summary>
/// <param name="Run">The trained network and what it says.</param>
/// <param name="Record">The run as a file of data/results/ holds it.</param>
public sealed record RecordedRun(SystemRun Run, RunRecord Record)
{
    /// <summary>Trains and judges a system on Fashion-MNIST, for the record. Same seed, same CPU: same figures.</summary>
    /// <param name="system">Which one.</param>
    /// <param name="protocol">The name of one of its protocols; null takes the first.</param>
    /// <param name="seed">Of the split, the initial weights, the order of samples, augmentation and dropout.</param>
    /// <param name="settings">Where and in which size.</param>
    /// <exception cref="ArgumentException">The system has no such protocol.</exception>
    /// <exception cref="OperationCanceledException">Ctrl-C came before the last epoch.</exception>
    public static RecordedRun Train(ClassifierSystem system, string? protocol = null, int seed = 1, RunSettings? settings = null) =>
        Train(system, protocol is null ? system.Protocols[0] : system.Protocol(protocol), seed, settings ?? new RunSettings());

    private static RecordedRun Train(ClassifierSystem system, Protocol protocol, int seed, RunSettings settings)
    {
        var (recipe, commit) = (protocol.Training, SourceCommit.AtStart(settings.CheckpointFolder));
        var run = protocol.Train(settings.Data(seed), seed, options => settings.Apply(options) with
        {
            Epochs = settings.Epochs ?? settings.Profile.Pick(quick: Math.Min(2, recipe.Epochs), full: recipe.Epochs),
        });
        return new(run, new RunRecord
        {
            System = system.Name,
            Protocol = protocol.Name,
            Description = protocol.Description,
            Seed = seed,
            Profile = settings.Profile.Name,
            Parameters = run.Model.parameters().Where(weight => weight.requires_grad).Sum(weight => weight.numel()),
            TrainedOn = run.TrainedOn,
            Epochs = run.History.Epochs.Count,
            RecipeEpochs = recipe.Epochs,
            SecondsPerEpoch = Median(run.History.Epochs.Select(epoch => epoch.Seconds)),
            Precision = settings.Precision.ToString().ToLowerInvariant(),
            Device = settings.Device.type.ToString().ToLowerInvariant(),
            Threads = get_num_threads(),
            Instructions = Machine.Instructions,
            Commit = commit,
            CommitAtEnd = SourceCommit.Now,
            Validation = run.Validation is null ? null : RunScores.Of(run.Validation),
            Test = RunScores.Of(run.Test),
            Predicted = Array.ConvertAll(run.Test.Predicted, label => (byte)label),
            Curves = run.History.Epochs,
        });
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
