using System.Threading.Channels;

namespace NotebookKernel.Worker;

/// <summary>
/// A standard stream of the worker: what native libraries print past .NET's console, cut into cells by the worker's marks.
/// </summary>
internal sealed class RawOutput
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Channel<string> cells = Channel.CreateUnbounded<string>();
    private readonly StringBuilder text = new();
    private readonly Task reading;

    /// <param name="live">Gets text as it comes instead of when it is taken; null for nobody.</param>
    public RawOutput(StreamReader stream, Action<string>? live) => reading = ReadAsync(stream, live);

    /// <summary>What was printed up to the next mark; all so far, if code closed the stream or the mark is late.</summary>
    public async Task<string> TakeCellAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return await cells.Reader.ReadAsync(patience.Token);
        }
        catch (Exception late) when (late is ChannelClosedException or OperationCanceledException)
        {
            return Take(int.MaxValue);
        }
    }

    /// <summary>What was printed before the process ended. A process that it left behind may hold the stream open: not waited for long.</summary>
    public async Task<string> TakeRestAsync()
    {
        await Task.WhenAny(reading, Task.Delay(Patience));
        return Take(int.MaxValue);
    }

    private string Take(int length)
    {
        lock (text)
        {
            var taken = text.ToString(0, Math.Min(length, text.Length));
            text.Remove(0, taken.Length);
            return taken;
        }
    }

    private async Task ReadAsync(StreamReader stream, Action<string>? live)
    {
        var buffer = new char[4096];
        while (await stream.ReadAsync(buffer) is > 0 and var count)
        {
            lock (text)
                text.Append(buffer, 0, count);
            for (int end; (end = text.ToString().IndexOf(CellEnded.Mark, StringComparison.Ordinal)) >= 0; Take(CellEnded.Mark.Length))
                cells.Writer.TryWrite(Take(end));
            // What may be the beginning of a mark waits for the rest of it.
            if (live is not null && Take(text.ToString().IndexOf(CellEnded.Mark[0]) is >= 0 and var mark ? mark : int.MaxValue) is { Length: > 0 } printed)
                live(printed);
        }
        cells.Writer.Complete();
    }
}
