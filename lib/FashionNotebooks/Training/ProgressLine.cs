using System.Diagnostics;

namespace FashionNotebooks;

/// <summary>One console line that rewrites itself while work goes on and stays as its last state says.</summary>
/// <param name="output">Where to write; null is silent.</param>
/// <param name="title">What the line begins with.</param>
/// <param name="total">The amount of work that is all of it, at least 1.</param>
internal sealed class ProgressLine(TextWriter? output, string title, long total)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.25);
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan next = Interval;
    private int width;

    /// <summary>Shows how far the work is, at most four times a second; the detail is asked for only then.</summary>
    public void Report(long done, Func<string> detail)
    {
        if (output is null || clock.Elapsed < next)
            return;
        next = clock.Elapsed + Interval;
        Write(Invariant($"{title}  {100 * done / total,3} %  {detail()}  {clock.Elapsed.TotalSeconds:F0} s"));
    }

    /// <summary>Replaces the line with its final text and ends it.</summary>
    public void Finish(string text)
    {
        if (output is null)
            return;
        Write($"{title}  {text}");
        output.WriteLine();
    }

    private void Write(string line)
    {
        output!.Write('\r' + line.PadRight(width));
        output.Flush();
        width = line.Length;
    }
}
