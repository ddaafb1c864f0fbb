namespace NotebookKernel.Running;

/// <summary>The results of a run as a table of text.</summary>
internal static class ResultTable
{
    public static string Write(IEnumerable<NotebookResult> results)
    {
        string[][] rows =
        [
            ["notebook", "cells", "seconds", "result"],
            .. results.Select(result => new[]
            {
                result.Notebook, $"{result.CellsRun}/{result.Cells}", $"{result.Seconds:0.0}",
                result.Error is { } error ? $"{result.Status}: {error}" : result.Headline ?? "",
            }),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return "\n" + string.Join('\n', rows.Select(row =>
            $"{row[0].PadRight(widths[0])}  {row[1].PadLeft(widths[1])}  {row[2].PadLeft(widths[2])}  {row[3]}".TrimEnd()));
    }
}
