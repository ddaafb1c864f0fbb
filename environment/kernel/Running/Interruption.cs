using System.Runtime.InteropServices;
using NotebookKernel.Worker;

namespace NotebookKernel.Running;

/// <summary>
/// Ctrl-C and SIGTERM: the first is passed on to the running cells, each of which may come to an end of its own; the second ends it at once.
/// After SIGTERM the cell has a few seconds: nobody is there to ask twice. Either way what ran is saved, and nothing runs after it.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly PosixSignalRegistration[] registrations;
    private readonly List<WorkerProcess> running = [];

    public Interruption() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
    ];

    /// <summary>Whether the run is to stop.</summary>
    public bool Requested { get; private set; }

    /// <summary>From now on signals go to this process, too, until what is returned is disposed.</summary>
    public IDisposable PassTo(WorkerProcess worker)
    {
        lock (running)
            running.Add(worker);
        return new Registration(this, worker);
    }

    public void Dispose() => Array.ForEach(registrations, registration => registration.Dispose());

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;
        Each(Requested ? worker => worker.Kill() : worker => worker.Interrupt());
        Requested = true;
        if (signal.Signal == PosixSignal.SIGTERM)
            _ = Task.Delay(Grace).ContinueWith(_ => Each(worker => worker.Kill()), TaskScheduler.Default);
    }

    private void Each(Action<WorkerProcess> action)
    {
        lock (running)
            running.ForEach(action);
    }

    private sealed class Registration(Interruption interruption, WorkerProcess worker) : IDisposable
    {
        public void Dispose()
        {
            lock (interruption.running)
                interruption.running.Remove(worker);
        }
    }
}
