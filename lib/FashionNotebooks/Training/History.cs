namespace FashionNotebooks;

/// <summary>What one epoch of training came to. Losses are means over samples, accuracies fractions from 0 to 1.</summary>
/// <param name="Epoch">1 for the first.</param>
/// <param name="TrainLoss">Mean over the epoch's batches, measured while the weights were changing.</param>
/// <param name="TrainAccuracy">Likewise.</param>
/// <param name="ValidationLoss">After the epoch, in evaluation mode; null where there was no validation set.</param>
/// <param name="ValidationAccuracy">Likewise.</param>
/// <param name="LearningRate">The rate the epoch began with.</param>
/// <param name="Seconds">Wall time, validation included.</param>
public sealed record EpochResult(
    int Epoch,
    double TrainLoss,
    double TrainAccuracy,
    double? ValidationLoss,
    double? ValidationAccuracy,
    double LearningRate,
    double Seconds);

/// <summary>The epochs of a training run, in order.</summary>
/// <param name="Epochs">Those that were finished.</param>
/// <param name="Interrupted">Whether the run was stopped before its last epoch, by Ctrl-C or by <see cref="TrainingOptions.Stop"/>.</param>
public sealed record History(IReadOnlyList<EpochResult> Epochs, bool Interrupted = false);
