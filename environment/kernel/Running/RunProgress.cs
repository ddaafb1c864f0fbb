using System.Diagnostics;

namespace NotebookKernel.Running;

/// <summary>
/// What a run tells on the terminal. A terminal shows the running cells, their times and their last console lines, renewed in
/// place; anything else gets a line a cell.
/// </summary>
internal sealed class RunProgress : IDisposable
{
    private const int UnknownWidth = 80;
    private static readonly TimeSpan Renewal = TimeSpan.FromMilliseconds(250);

    private readonly TextWriter output = Console.Out;
    private readonly bool terminal = !Console.IsOutputRedirected;
    private readonly Lock gate = new();
    private readonly Timer renewal;
    private readonly SortedDictionary<string, Running> cells = new(StringComparer.Ordinal);

    public RunProgress() => renewal = new Timer(_ => Renew(), null, terminal ? Renewal : Timeout.InfiniteTimeSpan, Renewal);

    public void StartCell(string notebook, int cell, int cells, Func<string> lastConsoleLine)
    {
        lock (gate)
            this.cells[notebook] = new($"{notebook}  cell {cell}/{cells}", Stopwatch.StartNew(), lastConsoleLine);
        Renew();
    }

    public void EndCell(string notebook, bool succeeded)
    {
        lock (gate)
        {
            cells.Remove(notebook, out var cell);
            output.WriteLine($"{(terminal ? "\r\u001b[K" : "")}{cell!.Label}  {Seconds(cell.Clock.Elapsed)}{(succeeded ? "" : "  FAILED")}");
        }
    }

    public void Say(string text)
    {
        lock (gate)
            output.WriteLine(text);
    }

    public void Dispose() => renewal.Dispose();

    public static string Seconds(TimeSpan time) => time.TotalSeconds < 60 ? $"{time.TotalSeconds:0.0} s" : $"{(int)time.TotalMinutes}:{time.Seconds:00} min";

    private void Renew()
    {
        lock (gate)
            if (terminal && cells.Count > 0)
            {
                var width = (Console.WindowWidth is > 0 and var columns ? columns : UnknownWidth) - 1;
                var text = string.Join(" | ", cells.Values.Select(cell => $"{cell.Label}  {Seconds(cell.Clock.Elapsed)}  {cell.LastLine()}"));
                output.Write("\r" + (text.Length > width ? text[..width] : text) + "\u001b[K");
            }
    }

    private sealed record Running(string Label, Stopwatch Clock, Func<string> LastLine);
}
