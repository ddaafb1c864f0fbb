using System.Text;
using System.Text.Json.Nodes;
using NotebookKernel.Jupyter.Messages;
using NotebookKernel.Jupyter.Sockets;

namespace NotebookKernel.Jupyter;

/// <summary>
/// What every client sees. Text is sent in batches: thousands of short writes would keep a front end busy for longer than they took.
/// </summary>
internal sealed class IOPub : IDisposable
{
    private const int FullBatch = 64 * 1024;
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(40);

    private readonly Channels channels;
    private readonly WireFormat format;
    private readonly Lock gate = new();
    private readonly StringBuilder batch = new();
    private readonly Timer timer;
    private (Message Parent, string Stream) writing = (Message.None, "");

    public IOPub(Channels channels, WireFormat format)
    {
        (this.channels, this.format) = (channels, format);
        timer = new Timer(_ => Flush());
    }

    /// <summary>Sends a message after all text that was written before it.</summary>
    public void Send(Message parent, string type, JsonObject content)
    {
        lock (gate)
        {
            SendBatch();
            Put(parent, type, content);
        }
    }

    public void SendStatus(Message parent, string state) => Send(parent, "status", new() { ["execution_state"] = state });

    /// <summary>Text of a console stream; sent a moment later, together with what follows.</summary>
    public void Write(Message parent, string stream, string text)
    {
        lock (gate)
        {
            if (writing != (parent, stream))
                SendBatch();
            if (batch.Length == 0)
                timer.Change(BatchTime, Timeout.InfiniteTimeSpan);
            writing = (parent, stream);
            batch.Append(text);
            if (batch.Length >= FullBatch)
                SendBatch();
        }
    }

    /// <summary>Sends what has been written.</summary>
    public void Flush()
    {
        lock (gate)
            SendBatch();
    }

    public void Dispose() => timer.Dispose();

    private void SendBatch()
    {
        if (batch.Length == 0)
            return;
        Put(writing.Parent, "stream", new() { ["name"] = writing.Stream, ["text"] = batch.ToString() });
        batch.Clear();
    }

    private void Put(Message parent, string type, JsonObject content) =>
        channels.Send(Channel.IOPub, format.Write([Encoding.UTF8.GetBytes(type)], parent, type, content));
}
