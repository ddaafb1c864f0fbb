using System.Text;
using System.Threading.Channels;

namespace NotebookKernel.Worker;

/// <summary>
/// A standard stream of the worker: what native libraries print past .NET's console, cut into cells by the worker's marks.
/// </summary>
internal sealed class RawOutput
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Channel<string> pieces = Channel.CreateUnbounded<string>();
    private readonly StringBuilder text = new();
    private readonly Action<string>? live;

    /// <param name="live">Gets text as it comes instead of when it is taken; null for nobody.</param>
    public RawOutput(StreamReader stream, Action<string>? live)
    {
        this.live = live;
        _ = ReadAsync(stream);
    }

    /// <summary>What was printed up to the next mark; all so far, if code closed the stream or the mark is late.</summary>
    public async Task<string> TakeCellAsync()
    {
        int end;
        while ((end = text.ToString().IndexOf(CellEnded.Mark, StringComparison.Ordinal)) < 0)
            if (!await ReceiveAsync())
                return Take(text.Length);
        var cell = Take(end);
        Take(CellEnded.Mark.Length);
        return cell;
    }

    /// <summary>What was printed before the process ended. A process that it left behind may hold the stream open: not waited for long.</summary>
    public async Task<string> TakeRestAsync()
    {
        while (await ReceiveAsync())
        {
        }
        return Take(text.Length);
    }

    private string Take(int length)
    {
        var taken = text.ToString(0, length);
        text.Remove(0, length);
        return taken;
    }

    /// <summary>False at the end of the stream, and when nothing comes for a while.</summary>
    private async Task<bool> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            text.Append(await pieces.Reader.ReadAsync(patience.Token));
            return true;
        }
        catch (Exception ended) when (ended is ChannelClosedException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task ReadAsync(StreamReader stream)
    {
        var buffer = new char[4096];
        var held = "";
        while (await stream.ReadAsync(buffer) is > 0 and var count)
        {
            var piece = new string(buffer, 0, count);
            if (live is null)
                await pieces.Writer.WriteAsync(piece);
            else
                held = ShowLive(held + piece);
        }
        if (held.Length > 0)
            live!(held);
        pieces.Writer.Complete();
    }

    /// <summary>Hands on all but the marks; gives back the end of the text where it may be the beginning of one.</summary>
    private string ShowLive(string printed)
    {
        for (int end; (end = printed.IndexOf(CellEnded.Mark, StringComparison.Ordinal)) >= 0; printed = printed[(end + CellEnded.Mark.Length)..])
        {
            Show(printed[..end]);
            pieces.Writer.TryWrite(CellEnded.Mark);
        }
        var last = printed.LastIndexOf(CellEnded.Mark[0]);
        var held = last >= 0 && CellEnded.Mark.StartsWith(printed[last..], StringComparison.Ordinal) ? last : printed.Length;
        Show(printed[..held]);
        return printed[held..];
    }

    private void Show(string printed)
    {
        if (printed.Length > 0)
            live!(printed);
    }
}
