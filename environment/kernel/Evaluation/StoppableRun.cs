using System.Reflection;
using System.Runtime;

namespace NotebookKernel.Evaluation;

/// <summary>
/// Runs code that knows nothing of being stopped so that it can be: waits are interrupted, loops are aborted where .NET can.
/// Native code is left to come back first. Code that went on to other threads after an await is left to itself.
/// </summary>
internal sealed class StoppableRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    /// <summary>Without it the abort would go on through the script engine, and what the cell had declared would be lost.</summary>
    private static readonly Action? EndAbort = typeof(ControlledExecution)
        .GetMethod("ResetAbortThread", BindingFlags.Static | BindingFlags.NonPublic)?.CreateDelegate<Action>();

    private readonly Lock gate = new();
    private Thread? thread;
    private CancellationTokenSource? abort;

    /// <summary>Whether the code that was prepared last was told to stop.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Whether code is running.</summary>
    public bool IsRunning => thread is not null;

    /// <summary>From now on a stop is meant for the code that is about to be compiled and run.</summary>
    public void Prepare()
    {
        lock (gate)
            Stopped = false;
    }

    /// <summary>Runs to the end of the task.</summary>
    /// <param name="start">Is given what to catch exceptions with, as a script is.</param>
    /// <exception cref="OperationCanceledException">It was stopped, and no result could be had.</exception>
    public T Run<T>(Func<Func<Exception, bool>, Task<T>> start)
    {
        using var aborting = new CancellationTokenSource();
        lock (gate)
            (thread, abort) = Stopped ? throw new OperationCanceledException() : (Thread.CurrentThread, aborting);
        try
        {
            Task<T>? task = null;
#pragma warning disable SYSLIB0046 // Made for this use: running a user's code interactively.
            ControlledExecution.Run(() =>
            {
                task = start(Catch);
                task.GetAwaiter().GetResult();
            }, aborting.Token);
#pragma warning restore SYSLIB0046
            return task!.Result;
        }
        catch (ThreadInterruptedException) when (Stopped)
        {
            throw new OperationCanceledException();
        }
        finally
        {
            lock (gate)
                (thread, abort) = (null, null);
            ForgetInterrupt();
        }

        bool Catch(Exception thrown)
        {
            if (thrown is ThreadAbortException && aborting.IsCancellationRequested)
                EndAbort?.Invoke();
            return true;
        }
    }

    /// <summary>Stops what was prepared and maybe runs, from another thread. Returns before it has stopped.</summary>
    public async Task StopAsync()
    {
        CancellationTokenSource? run;
        lock (gate)
        {
            Stopped = true;
            run = abort;
            thread?.Interrupt();
        }
        await Task.Delay(Patience);
        if (run is null || run != abort)
            return;
        // Returns only when the code has come to a place where it can be aborted.
        _ = Task.Run(run.Cancel);
        await Task.Delay(Patience);
        lock (gate)
            if (run == abort)
                thread?.Interrupt();
    }

    /// <summary>An interrupt that met no wait would hit the next cell's.</summary>
    private void ForgetInterrupt()
    {
        if (!Stopped)
            return;
        try
        {
            Thread.Sleep(1);
        }
        catch (ThreadInterruptedException)
        {
        }
    }
}
