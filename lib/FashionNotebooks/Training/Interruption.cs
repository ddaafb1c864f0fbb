namespace FashionNotebooks;

/// <summary>Turns Ctrl-C into a request that the training loop can honour between two batches.</summary>
internal sealed class Interruption : IDisposable
{
    private volatile bool requested;

    public Interruption() => Console.CancelKeyPress += OnCancel;

    public bool Requested => requested;

    public void Dispose() => Console.CancelKeyPress -= OnCancel;

    private void OnCancel(object? sender, ConsoleCancelEventArgs args)
    {
        requested = true;
        args.Cancel = true;
    }
}
