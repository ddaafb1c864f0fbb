namespace FashionNotebooks;

/// <summary>A loss, a weight or a running statistic became infinite or not a number; further steps would learn nothing.</summary>
/// <param name="what">What it was, such as "the loss".</param>
/// <param name="epoch">1 for the first.</param>
/// <param name="batch">1 for the first of the epoch.</param>
/// <param name="learningRate">The rate of that batch.</param>
/// <param name="checkpoint">The last epoch's checkpoint, still good; null where none was saved.</param>
public sealed class TrainingDivergedException(string what, int epoch, int batch, double learningRate, string? checkpoint) : Exception(
    Invariant($"Training diverged in epoch {epoch}, batch {batch}, at learning rate {learningRate:G4}: {what} is no longer a finite number. ") +
    "Lower the learning rate, or look for inputs that are not numbers. " +
    (checkpoint is null ? "No checkpoint was saved." : $"The last good checkpoint is {checkpoint}."))
{
    /// <summary>1 for the first.</summary>
    public int Epoch { get; } = epoch;

    /// <summary>1 for the first of the epoch.</summary>
    public int Batch { get; } = batch;

    /// <summary>The rate of that batch.</summary>
    public double LearningRate { get; } = learningRate;
}
