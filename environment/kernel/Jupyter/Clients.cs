using NotebookKernel.Evaluation;
using NotebookKernel.Jupyter.Messages;
using NotebookKernel.Jupyter.Sockets;

namespace NotebookKernel.Jupyter;

/// <summary>
/// What goes to clients: to every one of them on iopub, and answers to the one that asked, in the order in which it is given. Text
/// is sent in batches: thousands of short writes would keep a front end busy for longer than they took.
/// </summary>
internal sealed class Clients : IDisposable
{
    private const int FullBatch = 64 * 1024;
    private const string Request = "_request";
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(40);

    private readonly Channels channels;
    private readonly WireFormat format;
    private readonly Lock gate = new();
    private readonly StringBuilder batch = new();
    private readonly Timer timer;
    private (Message Parent, string Stream) writing = (Message.None, "");

    public Clients(Channels channels, WireFormat format)
    {
        (this.channels, this.format) = (channels, format);
        timer = new Timer(_ => SendBatch());
    }

    /// <summary>Tells all clients.</summary>
    public void Publish(Message parent, string type, JsonObject content) => Send(Channel.IOPub, [Encoding.UTF8.GetBytes(type)], parent, type, content);

    /// <summary>Tells all clients whether the kernel is busy with a request.</summary>
    public void PublishStatus(Message parent, string state) => Publish(parent, "status", new() { ["execution_state"] = state });

    /// <summary>Text of a console stream for all clients; sent a moment later, together with what follows.</summary>
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

    /// <summary>Answers a request on the channel that it came on.</summary>
    public void Reply(Message request, JsonObject content) =>
        Send(request.Channel, request.Identities, request, request.Type[..^Request.Length] + "_reply", content);

    /// <summary>Answers that a request could not be done; a message that isn't answered is only logged.</summary>
    public void ReplyError(Message request, Exception failure)
    {
        Log($"{request.Type}: {failure.Message}");
        if (request.Type.EndsWith(Request, StringComparison.Ordinal))
            Reply(request, CellFailed.Of(failure).ToReply());
    }

    /// <summary>Asks the client whose cell runs for a line.</summary>
    public void AskForInput(Message request, JsonObject content) => Send(Channel.Stdin, request.Identities, request, "input_request", content);

    /// <summary>What the kernel has to tell whoever runs it: a line on standard error, where Jupyter's own log is.</summary>
    public static void Log(string text) => Console.Error.WriteLine($"[notebook-kernel {DateTime.Now:HH:mm:ss}] {text}");

    public void Dispose() => timer.Dispose();

    private void Send(Channel channel, IEnumerable<byte[]> identities, Message parent, string type, JsonObject content)
    {
        lock (gate)
        {
            SendBatch();
            channels.Send(channel, format.Write(identities, parent, type, content));
        }
    }

    private void SendBatch()
    {
        lock (gate)
        {
            if (batch.Length == 0)
                return;
            var content = new JsonObject { ["name"] = writing.Stream, ["text"] = batch.ToString() };
            batch.Clear();
            Publish(writing.Parent, "stream", content);
        }
    }
}
