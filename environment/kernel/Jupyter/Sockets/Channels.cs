using System.Collections.Concurrent;
using System.IO.Pipes;

namespace NotebookKernel.Jupyter.Sockets;

/// <summary>The channels that a client sends on or listens to.</summary>
internal enum Channel
{
    Shell,
    Control,
    Stdin,
    IOPub,
}

/// <summary>
/// The kernel's five sockets. One thread owns them: it receives, echoes heartbeats, and between messages does what others post.
/// </summary>
internal sealed class Channels : IDisposable
{
    /// <summary>A front end may fall behind by this many messages before it misses some.</summary>
    private const int MostUnreadMessages = 100_000;

    private readonly nint context;
    private readonly Dictionary<Channel, Socket> sockets = [];
    private readonly Socket heartbeat;
    private readonly AnonymousPipeServerStream wakeUps = new(PipeDirection.In);
    private readonly AnonymousPipeClientStream waker;
    private readonly ConcurrentQueue<Action> posted = new();
    private readonly Action<Channel, List<byte[]>> received;
    private bool woken;
    private volatile bool stopping;

    /// <param name="connection">Where to listen; nowhere else.</param>
    /// <param name="received">Called on the sockets' thread for each message; must not take long.</param>
    /// <exception cref="ZeroMqException">An address can't be listened on.</exception>
    public Channels(ConnectionFile connection, Action<Channel, List<byte[]>> received)
    {
        this.received = received;
        context = ZeroMq.NewContext();
        sockets[Channel.Shell] = Listen(ZeroMq.Router, connection.ShellPort);
        sockets[Channel.Control] = Listen(ZeroMq.Router, connection.ControlPort);
        sockets[Channel.Stdin] = Listen(ZeroMq.Router, connection.StdinPort);
        sockets[Channel.IOPub] = Listen(ZeroMq.Publish, connection.IopubPort);
        heartbeat = Listen(ZeroMq.Reply, connection.HbPort);
        waker = new(PipeDirection.Out, wakeUps.ClientSafePipeHandle);

        Socket Listen(int type, int port)
        {
            var socket = new Socket(context, type);
            socket.Set(ZeroMq.SendHighWaterMark, MostUnreadMessages);
            // A client that comes back under its old name takes over.
            if (type == ZeroMq.Router)
                socket.Set(ZeroMq.RouterHandover, 1);
            socket.Bind(connection.Address(port));
            return socket;
        }
    }

    /// <summary>Sends a message, after those sent before.</summary>
    public void Send(Channel channel, IReadOnlyList<byte[]> frames) => Post(() => sockets[channel].Send(frames));

    /// <summary>Completes when all that has arrived by now has been received.</summary>
    public Task SettleAsync()
    {
        var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(settled.SetResult);
        return settled.Task;
    }

    /// <summary>Owns the sockets until <see cref="Stop"/>; what was sent before goes out.</summary>
    public void Run()
    {
        Socket[] polled = [sockets[Channel.Control], sockets[Channel.Shell], sockets[Channel.Stdin], heartbeat];
        ZeroMq.PollItem[] items =
        [
            new() { FileDescriptor = (int)wakeUps.SafePipeHandle.DangerousGetHandle(), Wanted = ZeroMq.PollIn },
            .. polled.Select(socket => new ZeroMq.PollItem { Socket = socket.Handle, Wanted = ZeroMq.PollIn }),
        ];
        while (!stopping)
        {
            if (ZeroMq.Poll(items, items.Length, -1) < 0 && ZeroMq.LastError() != ZeroMq.Interrupted)
                throw new ZeroMqException("cannot wait for messages");
            if (items[0].Ready != 0)
            {
                _ = wakeUps.ReadByte();
                Volatile.Write(ref woken, false);
            }
            foreach (var channel in (ReadOnlySpan<Channel>)[Channel.Control, Channel.Shell, Channel.Stdin])
                while (sockets[channel].TryReceive() is { } message)
                    received(channel, message);
            while (heartbeat.TryReceive() is { } beat)
                heartbeat.Send(beat);
            DoPosted();
        }
        DoPosted();
    }

    /// <summary>Lets <see cref="Run"/> come to its end.</summary>
    public void Stop() => Post(() => stopping = true);

    public void Dispose()
    {
        foreach (var socket in (IEnumerable<Socket>)[.. sockets.Values, heartbeat])
            socket.Dispose();
        _ = ZeroMq.EndContext(context);
        waker.Dispose();
        wakeUps.Dispose();
    }

    private void Post(Action action)
    {
        posted.Enqueue(action);
        if (!Interlocked.Exchange(ref woken, true))
            waker.WriteByte(0);
    }

    private void DoPosted()
    {
        while (posted.TryDequeue(out var action))
            action();
    }
}
