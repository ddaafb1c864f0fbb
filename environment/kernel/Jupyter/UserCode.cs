using NotebookKernel.Evaluation;
using NotebookKernel.Worker;

namespace NotebookKernel.Jupyter;

/// <summary>The process that the notebook's code runs in, and a fresh one in its place when code has ended it.</summary>
internal sealed class UserCode : IDisposable
{
    private const string Lost = "All that the notebook had defined is lost. A new process is ready: run the cells again from the top.";

    private readonly string folder;
    private readonly Action<CellEvent> publish;
    private readonly Lock gate = new();
    private bool running;
    private bool disposed;

    /// <param name="publish">Called for all that code shows, from any thread.</param>
    public UserCode(string folder, Action<CellEvent> publish)
    {
        (this.folder, this.publish) = (folder, publish);
        Worker = Start();
    }

    /// <summary>The process that there is now.</summary>
    public WorkerProcess Worker { get; private set; }

    /// <summary>Runs a cell to its end, or to that of its process. One at a time.</summary>
    public async Task<CellEnded> RunAsync(Cell cell, IReadOnlyDictionary<string, string> expressions)
    {
        WorkerProcess current;
        lock (gate)
            (current, running) = (Worker, true);
        var run = await current.RunAsync(cell, expressions);
        if (run is { Died: true, Failure: { } death })
        {
            run = run with { Failure = death with { Message = $"{death.Message} {Lost}", Traceback = [.. death.Traceback, "", Lost] } };
            Replace(current);
        }
        lock (gate)
            running = false;
        return run;
    }

    public void Dispose()
    {
        lock (gate)
            disposed = true;
        Worker.Dispose();
    }

    private WorkerProcess Start()
    {
        var started = new WorkerProcess(folder, publish, live: true);
        _ = WatchAsync(started);
        return started;
    }

    /// <summary>A thread that a cell left behind can end the process when nothing runs.</summary>
    private async Task WatchAsync(WorkerProcess watched)
    {
        await watched.Ended;
        lock (gate)
            if (disposed || running || watched != Worker)
                return;
        var death = await watched.ExplainDeathAsync("between cells");
        publish(CellEvent.Stream("stderr", string.Join('\n', [.. death.Traceback, Lost, ""])));
        Replace(watched);
    }

    private void Replace(WorkerProcess ended)
    {
        lock (gate)
            if (!disposed && Worker == ended)
                Worker = Start();
        ended.Dispose();
    }
}
