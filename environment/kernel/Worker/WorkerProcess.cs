using System.Diagnostics;
using System.IO.Pipes;
using System.Text.Json;
using NotebookKernel.Evaluation;

namespace NotebookKernel.Worker;

/// <summary>
/// A notebook's code in a process of its own, so that whatever a cell does to its process, the cells before it are kept.
/// </summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process process;
    private readonly StreamWriter cells;
    private readonly StreamReader events;
    private readonly RawOutput output;
    private readonly RawOutput error;
    private readonly PathNames paths;
    private volatile bool interrupted;

    /// <param name="folder">The working folder, where relative paths start: the notebook's folder.</param>
    public WorkerProcess(string folder)
    {
        paths = new PathNames(Path.GetFullPath(folder));
        var toWorker = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        var fromWorker = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        process = Process.Start(StartInfo(folder, toWorker.GetClientHandleAsString(), fromWorker.GetClientHandleAsString()))!;
        toWorker.DisposeLocalCopyOfClientHandle();
        fromWorker.DisposeLocalCopyOfClientHandle();
        process.StandardInput.Close();
        (cells, events) = (new StreamWriter(toWorker) { AutoFlush = true }, new StreamReader(fromWorker));
        (output, error) = (new RawOutput(process.StandardOutput), new RawOutput(process.StandardError));
    }

    /// <summary>Runs a cell to its end, or to the process's end, which is reported as the cell's failure.</summary>
    /// <returns>Whether the cell succeeded.</returns>
    public async Task<bool> RunAsync(Cell cell, Action<CellEvent> publish)
    {
        try
        {
            await cells.WriteLineAsync(JsonSerializer.Serialize(cell, WorkerJson.Default.Cell));
        }
        catch (IOException)
        {
            // The worker died since its last cell; reading tells how.
        }
        while (await events.ReadLineAsync() is { } line && Parse(line) is { } message)
        {
            if (message.Event is { } cellEvent)
                publish(cellEvent);
            if (message.Succeeded is { } succeeded)
            {
                await PublishRawOutputAsync(publish);
                return succeeded;
            }
        }
        publish(await ExplainDeathAsync(cell, publish));
        return false;
    }

    /// <summary>
    /// Ctrl-C: code that listens to Console.CancelKeyPress and cancels the end of the process may finish the cell; else the process ends.
    /// </summary>
    public void Interrupt()
    {
        interrupted = true;
        if (OperatingSystem.IsWindows())
            Kill();
        else
            Posix.SendInterrupt(process.Id);
    }

    /// <summary>Ends the process at once.</summary>
    public void Kill()
    {
        interrupted = true;
        process.Kill(entireProcessTree: true);
    }

    public void Dispose()
    {
        cells.Dispose();
        if (!process.WaitForExit(TimeSpan.FromSeconds(2)))
            process.Kill(entireProcessTree: true);
        events.Dispose();
        process.Dispose();
    }

    private static ProcessStartInfo StartInfo(string folder, string cellsHandle, string eventsHandle)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "notebook-kernel" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        return new(program, ["worker", cellsHandle, eventsHandle])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    /// <summary>Null for the piece of a line that a dying process may leave.</summary>
    private static WorkerMessage? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerMessage);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task PublishRawOutputAsync(Action<CellEvent> publish)
    {
        if (await output.TakeCellAsync() is { Length: > 0 } printed)
            publish(new StreamText("stdout", printed));
        if (await error.TakeCellAsync() is { Length: > 0 } complained)
            publish(new StreamText("stderr", complained));
    }

    private async Task<CellFailed> ExplainDeathAsync(Cell cell, Action<CellEvent> publish)
    {
        await process.WaitForExitAsync();
        if (await output.TakeRestAsync() is { Length: > 0 } printed)
            publish(new StreamText("stdout", printed));
        var (name, message) = Death(process.ExitCode, interrupted);
        var lastWords = (await error.TakeRestAsync()).Trim('\n');
        var shown = lastWords.Length == 0 ? [] : paths.CleanTrace(lastWords).Take(20);
        return new(name, message, [$"{cell.Name}: {message}", .. shown], null);
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
