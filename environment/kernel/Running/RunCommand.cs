using NotebookKernel.Charts;
using NotebookKernel.Notebooks;

namespace NotebookKernel.Running;

/// <summary>Runs notebooks in order, writes what came of them, and sums it up.</summary>
internal static class RunCommand
{
    private const int Failure = 1;
    private const int Interrupted = 130;

    public static async Task<int> RunAsync(RunOptions options)
    {
        // Libraries that compute with OpenMP, as libtorch does, keep to their share.
        if (options.Jobs > 1 && Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null)
            Environment.SetEnvironmentVariable("OMP_NUM_THREADS", $"{Math.Max(1, Environment.ProcessorCount / options.Jobs)}");
        using var progress = new RunProgress();
        var interruption = new Interruption();
        using var pictures = new ChartPictures(progress.Say);
        var runs = new NotebookResult?[options.Notebooks.Count];
        await Parallel.ForEachAsync(options.Notebooks.Index(), new ParallelOptions { MaxDegreeOfParallelism = options.Jobs }, async (notebook, _) =>
        {
            if (!interruption.Stop.IsCancellationRequested)
                runs[notebook.Index] = await RunAsync(notebook.Item, options, progress, interruption, pictures);
        });

        var results = runs.OfType<NotebookResult>().ToList();
        progress.Say(Table(results));
        return interruption.Stop.IsCancellationRequested ? Interrupted : results.TrueForAll(result => result.Error is null) ? 0 : Failure;
    }

    private static async Task<NotebookResult> RunAsync(string path, RunOptions options, RunProgress progress, Interruption interruption, ChartPictures pictures)
    {
        NotebookFile notebook;
        try
        {
            notebook = NotebookFile.Read(path);
        }
        catch (NotebookException unusable)
        {
            await Console.Error.WriteLineAsync(unusable.Message);
            return new(Path.GetFileNameWithoutExtension(path), 0, 0, TimeSpan.Zero, null, $"failed: {unusable.Message}");
        }

        var result = await new NotebookRunner(notebook, progress, interruption).RunAsync();
        var copy = Path.Combine(options.Output, Path.GetFileName(path));
        await pictures.AddAsync(notebook);
        notebook.Write(copy);
        if (options.InPlace && result.Error is null)
            notebook.Write(path);
        else if (options.InPlace)
            progress.Say($"{path} was left as it was; what ran is in {copy}.");
        return result;
    }

    private static string Table(IEnumerable<NotebookResult> results)
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
