using System.Text.Json.Nodes;
using NotebookKernel.Evaluation;
using NotebookKernel.Notebooks;
using NotebookKernel.Worker;

namespace NotebookKernel.Tests;

/// <summary>One worker process for many tests: cells go on after one that fails, and declarations may be repeated.</summary>
public sealed class LiveKernel : IDisposable
{
    private readonly WorkerProcess worker;
    private List<CellOutputs> runs = [];

    public LiveKernel()
    {
        Folder = Directory.CreateTempSubdirectory("kernel-").FullName;
        worker = new WorkerProcess(Folder, Take);
    }

    public string Folder { get; }

    /// <summary>Runs the cells as cell 1, 2 and so on.</summary>
    internal KernelRun Run(params string[] cells)
    {
        runs = [];
        foreach (var code in cells)
        {
            runs.Add(new CellOutputs(runs.Count + 1));
            if (worker.RunAsync(new Cell(runs.Count, code)).GetAwaiter().GetResult().Failure is { } failure)
                runs[^1].Add(failure);
        }
        return new(0, "", "", new JsonObject { ["cells"] = new JsonArray([.. runs.Select(run => new JsonObject { ["outputs"] = run.ToJson() })]) }.ToJsonString());
    }

    public void Dispose()
    {
        worker.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private void Take(CellEvent cellEvent)
    {
        if (cellEvent.Type == "update_display_data")
            Assert.Contains(runs, run => run.TryUpdate(cellEvent));
        else
            runs[^1].Add(cellEvent);
    }
}
