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

    private readonly PosixSignalRegistration[] registrations;

    public Interruption() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
    ];

    /// <summary>Whether the run is to stop.</summary>
    public bool Requested { get; private set; }

    /// <summary>Where signals go; null for nowhere.</summary>
    public WorkerProcess? Running { private get; set; }

    public void Dispose() => Array.ForEach(registrations, registration => registration.Dispose());

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (Requested)
            Running?.Kill();
        else
            Running?.Interrupt();
        Requested = true;
        if (signal.Signal == PosixSignal.SIGTERM)
            _ = Task.Delay(Grace).ContinueWith(_ => Running?.Kill(), TaskScheduler.Default);
    }
}
