using System.Runtime.InteropServices;

namespace NotebookKernel.Jupyter.Sockets;

/// <summary>A ZeroMQ socket. Belongs to one thread at a time.</summary>
internal sealed class Socket : IDisposable
{
    private const int LingerMilliseconds = 1000;
    private nint handle;

    public Socket(nint context, int type)
    {
        handle = ZeroMq.NewSocket(context, type);
        if (handle == 0)
            throw new ZeroMqException("cannot make a socket", ZeroMq.LastError());
        Set(ZeroMq.Linger, LingerMilliseconds);
    }

    public nint Handle => handle;

    public void Set(int option, int value) => ZeroMq.Check(ZeroMq.SetOption(handle, option, value, sizeof(int)), $"cannot set option {option} of a socket");

    public void Bind(string address) => ZeroMq.Check(ZeroMq.Bind(handle, address), $"cannot listen on {address}");

    public void Connect(string address) => ZeroMq.Check(ZeroMq.Connect(handle, address), $"cannot connect to {address}");

    /// <summary>Sends without waiting. A message that nobody takes is lost: its reader has gone, or is too far behind.</summary>
    public void Send(IReadOnlyList<byte[]> frames)
    {
        for (var index = 0; index < frames.Count; index++)
        {
            var flags = ZeroMq.DoNotWait | (index < frames.Count - 1 ? ZeroMq.SendMore : 0);
            while (ZeroMq.Send(handle, frames[index], frames[index].Length, flags) < 0)
                if (ZeroMq.LastError() != ZeroMq.Interrupted)
                    return;
        }
    }

    /// <summary>The frames of the next message; null if none is there.</summary>
    public List<byte[]>? TryReceive()
    {
        var frames = new List<byte[]>();
        var frame = default(ZeroMq.Frame);
        bool more;
        do
        {
            ZeroMq.Check(ZeroMq.InitFrame(ref frame), "cannot receive");
            int length;
            while ((length = ZeroMq.Receive(ref frame, handle, ZeroMq.DoNotWait)) < 0)
            {
                if (ZeroMq.LastError() is var error && error == ZeroMq.TryAgain)
                    return null;
                if (error != ZeroMq.Interrupted)
                    throw new ZeroMqException("cannot receive", error);
            }
            var bytes = new byte[length];
            Marshal.Copy(ZeroMq.Data(ref frame), bytes, 0, length);
            frames.Add(bytes);
            more = ZeroMq.HasMore(ref frame) != 0;
            ZeroMq.Check(ZeroMq.CloseFrame(ref frame), "cannot receive");
        } while (more);
        return frames;
    }

    public void Dispose()
    {
        if (handle != 0)
            _ = ZeroMq.Close(handle);
        handle = 0;
    }
}
