namespace FashionNotebooks;

/// <summary>Where a run of training stands.</summary>
/// <param name="Epoch">The epoch under way, 1 for the first.</param>
/// <param name="Epochs">All that there will be.</param>
/// <param name="Done">The share of the epoch's samples that is done, 0 to 1; 0 once, where a run begins or goes on.</param>
/// <param name="Loss">Mean training loss of the epoch so far.</param>
/// <param name="Seconds">Since the epoch began.</param>
/// <param name="Result">The epoch's figures where it is over, else null.</param>
/// <param name="Stopped">Whether the run ends here, before its last epoch.</param>
public sealed record TrainingProgress(
    int Epoch, int Epochs, double Done = 0, double Loss = 0, double Seconds = 0, EpochResult? Result = null, bool Stopped = false);

/// <summary>A console line that rewrites itself while an epoch goes on and stays with the epoch's figures.</summary>
/// <param name="output">Where to write; the console unless given.</param>
/// <param name="title">What the line begins with; then all epochs share it, until <see cref="End"/>.</param>
/// <param name="rewrites">Whether a line may be rewritten; a file gets the finished lines alone.</param>
public sealed class ProgressBar(TextWriter? output = null, string? title = null, bool rewrites = true) : IProgress<TrainingProgress>
{
    private int width;

    private TextWriter Output => output ?? Console.Out;

    /// <summary>The same with a title.</summary>
    public ProgressBar WithTitle(string title) => new(output, title, rewrites);

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var epoch = $"epoch {value.Epoch}/{value.Epochs}";
        if (value.Stopped)
            End($"{epoch}  interrupted; {value.Epoch - 1} epochs kept");
        else if (value.Result is { } result && title is null)
            End($"{epoch}  {Describe(result)}");
        else if (value.Done > 0)
            Write(Invariant($"{epoch}  {100 * value.Done,3:F0} %  loss {value.Loss:F4}  {value.Seconds:F0} s"));
        else if (value.Epoch > 1)
            End($"resuming after epoch {value.Epoch - 1} of {value.Epochs}");
    }

    /// <summary>Replaces the line with its final text and ends it.</summary>
    public void End(string text)
    {
        Write(text, final: true);
        Output.WriteLine();
        width = 0;
    }

    private void Write(string text, bool final = false)
    {
        if (!rewrites && !final)
            return;
        var line = title is null ? text : $"{title}  {text}";
        Output.Write(rewrites ? '\r' + line.PadRight(width) : line);
        Output.Flush();
        width = line.Length;
    }

    private static string Describe(EpochResult result)
    {
        var text = Invariant($"loss {result.TrainLoss:F4}  accuracy {result.TrainAccuracy:F4}");
        if (result.ValidationLoss is { } loss)
            text += Invariant($"  validation loss {loss:F4}  accuracy {result.ValidationAccuracy:F4}");
        return Invariant($"{text}  {result.Seconds:F1} s");
    }
}
