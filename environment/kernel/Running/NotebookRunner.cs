using System.Diagnostics;
using NotebookKernel.Evaluation;
using NotebookKernel.Notebooks;
using NotebookKernel.Worker;

namespace NotebookKernel.Running;

/// <summary>What came of one notebook.</summary>
/// <param name="Headline">The last console line that began with "Result: ", without that; null if there was none.</param>
/// <param name="Error">What went wrong and where, in a line; null if nothing.</param>
internal sealed record NotebookResult(string Notebook, int CellsRun, int Cells, TimeSpan Time, string? Headline, string? Error);

/// <summary>Runs the cells of one notebook in order, up to the first that fails, and puts their outputs into it.</summary>
internal sealed class NotebookRunner(NotebookFile notebook, RunProgress progress, Interruption interruption)
{
    private const string HeadlinePrefix = "Result: ";

    public async Task<NotebookResult> RunAsync()
    {
        var clock = Stopwatch.StartNew();
        var cells = notebook.CodeCells;
        foreach (var cell in notebook.Cells.Where(cell => cell.Type == "code"))
            cell.SetRun(null, []);

        var runs = new List<CellOutputs>();
        using (var worker = new WorkerProcess(notebook.Folder, cellEvent => Take(cellEvent, runs)))
        {
            using var stop = interruption.Stop.Register(worker.Interrupt);
            using var end = interruption.End.Register(worker.Kill);
            while (runs.Count < cells.Count && !interruption.Stop.IsCancellationRequested)
            {
                lock (runs)
                    runs.Add(new CellOutputs(runs.Count + 1));
                progress.StartCell(notebook.Name, runs.Count, cells.Count, () => LastLine(runs));
                var run = await worker.RunAsync(new Cell(runs.Count, cells[runs.Count - 1].Source));
                progress.EndCell(notebook.Name, run.Failure is null);
                if (run.Failure is not { } failure)
                    continue;
                lock (runs)
                    runs[^1].Add(failure);
                break;
            }
        }

        foreach (var (index, run) in runs.Index())
            cells[index].SetRun(index + 1, run.ToJson());
        return Sum(runs, cells.Count, clock.Elapsed);
    }

    private static string LastLine(List<CellOutputs> runs)
    {
        lock (runs)
            return runs[^1].LastLine;
    }

    private static void Take(CellEvent cellEvent, List<CellOutputs> runs)
    {
        lock (runs)
            if (cellEvent.Type == "update_display_data")
                _ = runs.Any(run => run.TryUpdate(cellEvent));
            else
                runs[^1].Add(cellEvent);
    }

    private NotebookResult Sum(List<CellOutputs> runs, int cells, TimeSpan time)
    {
        var headline = runs.SelectMany(run => run.Lines).LastOrDefault(line => line.StartsWith(HeadlinePrefix, StringComparison.Ordinal))?[HeadlinePrefix.Length..].Trim();
        var failure = runs.LastOrDefault()?.Failure;
        var stopped = interruption.Stop.IsCancellationRequested;
        var what = $"cell {runs.Count}{(failure?.Line is { } line ? $", line {line}" : "")}: {failure?.Name}: {failure?.Message}";
        if (failure is not null)
        {
            var rest = failure.Traceback.SkipWhile(text => text.EndsWith(failure.Message, StringComparison.Ordinal)).Select(text => $"  {text}\n");
            progress.Say($"\n{notebook.Path}: {what}\n{string.Concat(rest)}");
        }
        var error = failure is not null ? $"{(stopped ? "interrupted" : "failed")}: {what}"
            : stopped ? $"interrupted: stopped after cell {runs.Count}" : null;
        return new(notebook.Name, failure is null ? runs.Count : runs.Count - 1, cells, time, headline, error);
    }
}
