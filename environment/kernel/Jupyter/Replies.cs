using System.Text.Json.Nodes;
using NotebookKernel.Evaluation;
using NotebookKernel.Jupyter.Messages;
using NotebookKernel.Jupyter.Sockets;

namespace NotebookKernel.Jupyter;

/// <summary>What goes to the client that asked, and to no other; what was written before is there first.</summary>
internal sealed class Replies(Channels channels, WireFormat format, IOPub iopub)
{
    private const string Request = "_request";

    /// <summary>Answers a request on the channel that it came on.</summary>
    public void Send(Message request, JsonObject content) => Send(request, request.Channel, request.Type[..^Request.Length] + "_reply", content);

    /// <summary>Answers that a request could not be done; a message that isn't answered is only logged.</summary>
    public void SendError(Message request, Exception failure)
    {
        Log.Write($"{request.Type}: {failure.Message}");
        if (request.Type.EndsWith(Request, StringComparison.Ordinal))
            Send(request, OfFailure(failure));
    }

    /// <summary>Asks the client whose cell runs for a line.</summary>
    public void AskForInput(Message request, JsonObject content) => Send(request, Channel.Stdin, "input_request", content);

    /// <summary>Completes when all that clients have sent by now has been received.</summary>
    public Task SettleAsync() => channels.SettleAsync();

    /// <summary>The content of a reply that something failed.</summary>
    public static JsonObject OfFailure(Exception failure) => OfFailure(new CellFailed(failure.GetType().Name, failure.Message, [failure.Message]));

    /// <inheritdoc cref="OfFailure(Exception)"/>
    public static JsonObject OfFailure(CellFailed failure)
    {
        var content = failure.ToJson();
        content["status"] = "error";
        return content;
    }

    private void Send(Message request, Channel channel, string type, JsonObject content)
    {
        iopub.Flush();
        channels.Send(channel, format.Write(request.Identities, request, type, content));
    }
}
