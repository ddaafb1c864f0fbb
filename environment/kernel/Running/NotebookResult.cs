namespace NotebookKernel.Running;

/// <summary>What came of one notebook.</summary>
/// <param name="Headline">The last console line that began with "Result: ", without that; null if there was none.</param>
/// <param name="Error">What went wrong and where, in a line; null if nothing.</param>
internal sealed record NotebookResult(string Notebook, int CellsRun, int Cells, TimeSpan Time, string? Headline, string? Error)
{
    /// <summary>The results of a run as a table of text.</summary>
    public static string Table(IEnumerable<NotebookResult> results)
    {
        string[][] rows =
        [
            ["notebook", "cells", "seconds", "result"],
            .. results.Select(result => new[] { result.Notebook, $"{result.CellsRun}/{result.Cells}", $"{result.Time.TotalSeconds:0.0}", result.Error ?? result.Headline ?? "" }),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return "\n" + string.Join('\n', rows.Select(row =>
            $"{row[0].PadRight(widths[0])}  {row[1].PadLeft(widths[1])}  {row[2].PadLeft(widths[2])}  {row[3]}".TrimEnd()));
    }
}
