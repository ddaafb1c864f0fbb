using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using NotebookKernel.Evaluation;

namespace NotebookKernel.Worker;

/// <summary>
/// A notebook's code in a process of its own, so that whatever a cell does to its process, the cells before it are kept.
/// </summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>80 %, in hexadecimal.</summary>
    private const string MostOfMemory = "50";

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly Process process;
    private readonly StreamWriter requests;
    private readonly StreamReader messages;
    private readonly RawOutput output;
    private readonly RawOutput error;
    private readonly PathNames paths;
    private readonly Action<CellEvent> publish;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<WorkerAnswer>> waiting = new();
    private readonly Task reading;
    private int lastId;
    private volatile bool interrupted;

    /// <param name="folder">The working folder, where relative paths start: the notebook's folder.</param>
    /// <param name="publish">Called for all that cells show, also between cells; from several threads if live.</param>
    /// <param name="live">Whether native output is shown as it comes; otherwise at the end of its cell, where it doesn't depend on chance.</param>
    public WorkerProcess(string folder, Action<CellEvent> publish, bool live = false)
    {
        this.publish = publish;
        paths = new PathNames(Path.GetFullPath(folder));
        var toWorker = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        var fromWorker = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        process = Process.Start(StartInfo(folder, toWorker.GetClientHandleAsString(), fromWorker.GetClientHandleAsString()))!;
        toWorker.DisposeLocalCopyOfClientHandle();
        fromWorker.DisposeLocalCopyOfClientHandle();
        process.StandardInput.Close();
        (requests, messages) = (new StreamWriter(toWorker) { AutoFlush = true }, new StreamReader(fromWorker));
        // Standard error is kept for the cell's end: the last words of a crash belong into its report.
        (output, error) = (new RawOutput(process.StandardOutput, live ? text => publish(CellEvent.Stream("stdout", text)) : null), new RawOutput(process.StandardError, null));
        reading = Task.Run(ReadAsync);
    }

    /// <summary>Completed when the process has ended, for whatever reason.</summary>
    public Task Ended => reading;

    /// <summary>Runs a cell to its end, or to the process's end.</summary>
    public async Task<CellEnded> RunAsync(Cell cell, IReadOnlyDictionary<string, string>? expressions = null)
    {
        try
        {
            var ended = (CellEnded)await AskAsync(id => new RunCell(id, cell, expressions ?? new Dictionary<string, string>()));
            Publish("stdout", await output.TakeCellAsync());
            Publish("stderr", await error.TakeCellAsync());
            return ended;
        }
        catch (WorkerEndedException)
        {
            return new(0, await ExplainDeathAsync(cell.Name), new Dictionary<string, JsonObject>()) { Died = true };
        }
    }

    /// <summary>How the process ended, which it has. What it printed at last is published.</summary>
    public async Task<CellFailed> ExplainDeathAsync(string when)
    {
        Publish("stdout", await output.TakeRestAsync());
        var (name, message) = Death(process.ExitCode, interrupted);
        var lastWords = (await error.TakeRestAsync()).Trim('\n');
        var shown = lastWords.Length == 0 ? [] : paths.CleanTrace(lastWords).Take(20);
        return new(name, message, [$"{when}: {message}", .. shown]);
    }

    /// <summary>The answer to a question about code.</summary>
    /// <exception cref="WorkerEndedException">The process ended before it answered.</exception>
    public async Task<JsonObject> AskAsync(string type, string code, int cursor) => ((AboutCode)await AskAsync(id => new AskAboutCode(id, type, code, cursor))).Content;

    /// <summary>Answers the cell that waits for input; null where there is none to come.</summary>
    public void GiveInput(string? text) => Send(new GiveInput(0, text));

    /// <summary>
    /// Ctrl-C: code that listens to Console.CancelKeyPress and cancels the end of the process may finish the cell; other code, and code
    /// that is interrupted again, is stopped as far as .NET can.
    /// </summary>
    public void Interrupt() => Posix.SendInterrupt(process.Id);

    /// <summary>Ends the process at once.</summary>
    public void Kill()
    {
        interrupted = true;
        process.Kill(entireProcessTree: true);
    }

    public void Dispose()
    {
        requests.Dispose();
        if (!process.WaitForExit(Farewell))
            process.Kill(entireProcessTree: true);
        reading.Wait(Farewell);
        messages.Dispose();
        process.Dispose();
    }

    private static ProcessStartInfo StartInfo(string folder, string requestsHandle, string answersHandle)
    {
        // The runtime that this process runs on, wherever it is installed.
        var host = Path.GetFullPath("../../../dotnet", RuntimeEnvironment.GetRuntimeDirectory());
        var start = new ProcessStartInfo(host, [Path.Combine(AppContext.BaseDirectory, "notebook-kernel.dll"), "worker", requestsHandle, answersHandle])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Code that allocates without bound gets an exception before the machine is out of memory.
        start.Environment.TryAdd("DOTNET_GCHeapHardLimitPercent", MostOfMemory);
        return start;
    }

    /// <exception cref="WorkerEndedException">The process ended before it answered.</exception>
    private Task<WorkerAnswer> AskAsync(Func<int, WorkerRequest> request)
    {
        var id = Interlocked.Increment(ref lastId);
        var answer = new TaskCompletionSource<WorkerAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = answer;
        Send(request(id));
        if (reading.IsCompleted)
            answer.TrySetException(new WorkerEndedException());
        return answer.Task;
    }

    private void Send(WorkerRequest request)
    {
        try
        {
            lock (requests)
                requests.WriteLine(JsonSerializer.Serialize(request, WorkerJson.Default.WorkerRequest));
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // Whoever waits for an answer learns that the process has ended.
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await messages.ReadLineAsync() is { } line)
                switch (JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerMessage))
                {
                    case EventMessage shown:
                        publish(shown.Event);
                        break;
                    case WorkerAnswer answer when waiting.TryRemove(answer.Id, out var asked):
                        asked.TrySetResult(answer);
                        break;
                }
        }
        catch (JsonException)
        {
            // A dying process may leave a piece of a line.
        }
        await process.WaitForExitAsync();
        foreach (var asked in waiting.Values)
            asked.TrySetException(new WorkerEndedException());
    }

    private void Publish(string stream, string text)
    {
        if (text.Length > 0)
            publish(CellEvent.Stream(stream, text));
    }

    private static (string Name, string Message) Death(int exitCode, bool interrupted) => exitCode switch
    {
        _ when interrupted => ("Interrupted", "The run was stopped while this cell was running."),
        134 => ("ProcessCrashed", "The cell crashed its process: a stack overflow, Environment.FailFast, an exception on a thread of its own, or an abort in native code."),
        137 => ("ProcessKilled", "The cell's process was killed from outside; if the machine ran out of memory, use less of it at a time."),
        139 => ("ProcessCrashed", "The cell crashed its process: native code touched memory that it doesn't own."),
        _ => ("ProcessExited", $"The cell ended its process with exit code {exitCode}, as Environment.Exit does. A notebook stops by throwing an exception instead."),
    };
}
