using System.Runtime.InteropServices;

namespace NotebookKernel.Jupyter.Sockets;

/// <summary>A ZeroMQ socket. Belongs to one thread at a time.</summary>
internal sealed class Socket : IDisposable
{
    private const int LingerMilliseconds = 1000;

    public Socket(nint context, int type)
    {
        Handle = ZeroMq.NewSocket(context, type);
        if (Handle == 0)
            throw new ZeroMqException("cannot make a socket");
        Set(ZeroMq.Linger, LingerMilliseconds);
    }

    public nint Handle { get; }

    public void Set(int option, int value) => ZeroMq.Check(ZeroMq.SetOption(Handle, option, value, sizeof(int)), $"cannot set option {option} of a socket");

    public void Bind(string address) => ZeroMq.Check(ZeroMq.Bind(Handle, address), $"cannot listen on {address}");

    /// <summary>Sends without waiting. A message that nobody takes is lost: its reader has gone, or is too far behind.</summary>
    public void Send(IReadOnlyList<byte[]> frames)
    {
        for (var index = 0; index < frames.Count; index++)
        {
            var flags = ZeroMq.DoNotWait | (index < frames.Count - 1 ? ZeroMq.SendMore : 0);
            while (ZeroMq.Send(Handle, frames[index], frames[index].Length, flags) < 0)
                if (ZeroMq.LastError() != ZeroMq.Interrupted)
                    return;
        }
    }

    /// <summary>The frames of the next message; null if none is there.</summary>
    public List<byte[]>? TryReceive()
    {
        var frames = new List<byte[]>();
        var frame = default(ZeroMq.Frame);
        _ = ZeroMq.InitFrame(ref frame);
        do
        {
            int length;
            while ((length = ZeroMq.Receive(ref frame, Handle, ZeroMq.DoNotWait)) < 0)
                if (ZeroMq.LastError() == ZeroMq.TryAgain)
                    return null;
                else if (ZeroMq.LastError() != ZeroMq.Interrupted)
                    throw new ZeroMqException("cannot receive");
            var bytes = new byte[length];
            Marshal.Copy(ZeroMq.Data(ref frame), bytes, 0, length);
            frames.Add(bytes);
        } while (ZeroMq.HasMore(ref frame) != 0);
        _ = ZeroMq.CloseFrame(ref frame);
        return frames;
    }

    public void Dispose() => _ = ZeroMq.Close(Handle);
}
