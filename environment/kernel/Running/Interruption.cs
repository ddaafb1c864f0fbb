using System.Runtime.InteropServices;
using NotebookKernel.Worker;

namespace NotebookKernel.Running;

/// <summary>
/// Ctrl-C and SIGTERM: the first is passed on to the running cell, which may come to an end of its own; the second ends it at once.
/// After SIGTERM the cell has a few seconds: nobody is there to ask twice. Either way what ran is saved, and nothing runs after it.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly PosixSignalRegistration[] registrations;
    private WorkerProcess? running;

    public Interruption() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
    ];

    /// <summary>Whether the run is to stop.</summary>
    public bool Requested { get; private set; }

    /// <summary>Signals go to this worker until the result is disposed.</summary>
    public IDisposable Watch(WorkerProcess worker)
    {
        lock (gate)
            running = worker;
        return new Watching(this);
    }

    public void Dispose() => Array.ForEach(registrations, registration => registration.Dispose());

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;
        lock (gate)
        {
            if (Requested)
                running?.Kill();
            else
                running?.Interrupt();
            Requested = true;
        }
        if (signal.Signal == PosixSignal.SIGTERM)
            _ = KillAfterGraceAsync();
    }

    private async Task KillAfterGraceAsync()
    {
        await Task.Delay(Grace);
        lock (gate)
            running?.Kill();
    }

    private sealed class Watching(Interruption owner) : IDisposable
    {
        public void Dispose()
        {
            lock (owner.gate)
                owner.running = null;
        }
    }
}
