using MathNet.Numerics.Statistics;
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
    /// <param name="size">Quick takes 5,000 training and 1,000 test images and at most two epochs, to see that everything works; full unless given.</param>
    /// <param name="change">What is to be other than in the protocol's recipe: epochs, precision, device, checkpoints, who watches.</param>
    /// <exception cref="ArgumentException">The system has no such protocol.</exception>
    /// <exception cref="OperationCanceledException">Ctrl-C came before the last epoch.</exception>
    public static RecordedRun Train(
        ClassifierSystem system, string? protocol = null, int seed = 1, Profile? size = null, Func<TrainingOptions, TrainingOptions>? change = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        var chosen = system.Protocol(protocol);
        string? commit = null;
        size ??= Profile.Full;
        var run = chosen.Train(FashionMnist.Load().For(size, seed), seed, recipe =>
        {
            var options = recipe with { Epochs = size.Pick(quick: Math.Min(2, recipe.Epochs), full: recipe.Epochs) };
            options = change?.Invoke(options) ?? options;
            commit = SourceCommit.AtStart(options.CheckpointFolder);
            return options;
        });
        return new(run, new RunRecord
        {
            System = system.Name,
            Protocol = chosen.Name,
            Description = chosen.Description,
            Seed = seed,
            Profile = size.Name,
            Parameters = run.Model.parameters().Where(weight => weight.requires_grad).Sum(weight => weight.numel()),
            TrainedOn = run.TrainedOn,
            Epochs = run.History.Epochs.Count,
            RecipeEpochs = chosen.Training.Epochs,
            SecondsPerEpoch = run.History.Epochs.Select(epoch => epoch.Seconds).Median(),
            Precision = run.Options.Precision.ToString().ToLowerInvariant(),
            Device = run.Options.Device.type.ToString().ToLowerInvariant(),
            Threads = get_num_threads(),
            Hardware = Machine.Hardware,
            Software = Machine.Software,
            Instructions = Machine.Instructions,
            Date = DateOnly.FromDateTime(DateTime.UtcNow),
            Commit = commit,
            CommitAtEnd = SourceCommit.Now,
            Validation = run.Validation is null ? null : RunScores.Of(run.Validation),
            Test = RunScores.Of(run.Test),
            Predicted = Array.ConvertAll(run.Test.Predicted, label => (byte)label),
            Curves = run.History.Epochs,
        });
    }
}
