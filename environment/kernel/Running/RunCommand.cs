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
        using var progress = new RunProgress();
        using var interruption = new Interruption();
        using var pictures = new ChartPictures(progress.Say);
        var results = new List<NotebookResult>();
        foreach (var path in options.Notebooks)
        {
            if (interruption.Requested)
                break;
            results.Add(await RunAsync(path, options, progress, interruption, pictures));
        }

        progress.Say(NotebookResult.Table(results));
        return interruption.Requested ? Interrupted : results.TrueForAll(result => result.Error is null) ? 0 : Failure;
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
}
