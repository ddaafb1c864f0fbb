using System.Runtime.InteropServices;

namespace NotebookKernel.Running;

/// <summary>
/// Ctrl-C and SIGTERM: the first is passed on to the running cells, each of which may come to an end of its own; the second ends it at once.
/// After SIGTERM the cell has a few seconds: nobody is there to ask twice. Either way what ran is saved, and nothing runs after it.
/// </summary>
#pragma warning disable CA1001 // It lives as long as its process.
internal sealed class Interruption
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly PosixSignalRegistration[] registrations;
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource end = new();

    public Interruption() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
    ];

    /// <summary>Whether the run is to stop: no cell is started any more, and the running ones are interrupted.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>Whether the running cells are to be ended at once.</summary>
    public CancellationToken End => end.Token;

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (stop.IsCancellationRequested)
            end.Cancel();
        stop.Cancel();
        if (signal.Signal == PosixSignal.SIGTERM)
            end.CancelAfter(Grace);
    }
}
