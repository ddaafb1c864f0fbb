using System.Text.Json.Nodes;
using NotebookKernel.Jupyter.Messages;
using NotebookKernel.Jupyter.Sockets;

namespace NotebookKernel.Jupyter;

/// <summary>What goes to the client that asked, and to no other.</summary>
internal sealed class Replies(Channels channels, WireFormat format, IOPub iopub)
{
    private const string Request = "_request";

    /// <summary>Answers a request on the channel that it came on.</summary>
    public void Send(Message request, JsonObject content)
    {
        iopub.Flush();
        channels.Send(request.Channel, format.Write(request.Identities, request, request.Type[..^Request.Length] + "_reply", content));
    }

    /// <summary>Answers that a request could not be done; a message that isn't answered is only logged.</summary>
    public void SendError(Message request, Exception failure)
    {
        Log.Write($"{request.Type}: {failure.Message}");
        if (!request.Type.EndsWith(Request, StringComparison.Ordinal))
            return;
        Send(request, new()
        {
            ["status"] = "error", ["ename"] = failure.GetType().Name, ["evalue"] = failure.Message, ["traceback"] = new JsonArray(failure.Message),
        });
    }

    /// <summary>Asks the client whose cell runs for a line; what the cell wrote is there first.</summary>
    public void AskForInput(Message request, string prompt, bool password)
    {
        iopub.Flush();
        channels.Send(Channel.Stdin, format.Write(request.Identities, request, "input_request", new() { ["prompt"] = prompt, ["password"] = password }));
    }

    /// <summary>Completes when all that clients have sent by now has been received.</summary>
    public Task SettleAsync() => channels.SettleAsync();
}
