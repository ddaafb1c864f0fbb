using System.Runtime.InteropServices;
using NotebookKernel.Jupyter.Messages;
using NotebookKernel.Jupyter.Sockets;
using NotebookKernel.Notebooks;
using NotebookKernel.Worker;

namespace NotebookKernel.Jupyter;

/// <summary>A kernel as a front end starts one: listens where the connection file says until it is told to end.</summary>
internal sealed class JupyterKernel : IDisposable
{
    private static readonly TimeSpan ParentInterval = TimeSpan.FromSeconds(1);
    private static readonly string Version = typeof(JupyterKernel).Assembly.GetName().Version!.ToString(3);

    private readonly WireFormat format;
    private readonly Channels channels;
    private readonly Clients clients;
    private readonly History history = new();
    private readonly Executions executions;

    private JupyterKernel(ConnectionFile connection)
    {
        format = new WireFormat(connection.Key);
        channels = new Channels(connection, OnReceived);
        clients = new Clients(channels, format);
        executions = new Executions(clients, channels.SettleAsync, history, Environment.CurrentDirectory);
    }

    /// <summary>Serves to the end.</summary>
    /// <exception cref="ArgumentException">The connection file can't be used.</exception>
    /// <exception cref="ZeroMqException">Its addresses can't be listened on.</exception>
    public static void Run(string connectionFile)
    {
        using var kernel = new JupyterKernel(ConnectionFile.Read(connectionFile));
        kernel.Serve();
    }

    public void Dispose()
    {
        executions.Dispose();
        clients.Dispose();
        channels.Dispose();
    }

    private void Serve()
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            executions.Interrupt();
        });
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            channels.Stop();
        });
        _ = StopWithParentAsync();
        clients.PublishStatus(Message.None, "starting");
        var running = executions.RunAsync();
        // Better to end with what went wrong, so that the front end says so, than to keep silent.
        running.ContinueWith(_ => channels.Stop(), TaskContinuationOptions.OnlyOnFaulted);
        channels.Run();
        if (running.IsFaulted)
            running.GetAwaiter().GetResult();
    }

    /// <summary>A kernel whose front end was killed ends too, instead of waiting for ever.</summary>
    private async Task StopWithParentAsync()
    {
        var parent = Posix.ParentProcess();
        if (Environment.GetEnvironmentVariable("JPY_PARENT_PID") != $"{parent}")
            return;
        while (Posix.ParentProcess() == parent)
            await Task.Delay(ParentInterval);
        channels.Stop();
    }

    private void OnReceived(Channel channel, List<byte[]> frames)
    {
        try
        {
            var message = format.Read(channel, frames);
            switch (channel, message.Type)
            {
                case (Channel.Stdin, "input_reply"):
                    executions.Worker.GiveInput(message.Text("value"));
                    break;
                case (not Channel.Stdin, "execute_request"):
                    executions.Add(message);
                    break;
                case (not Channel.Stdin, _):
                    _ = AnswerAsync(message);
                    break;
                default:
                    Clients.Log($"'{message.Type}' is not expected on stdin.");
                    break;
            }
        }
        catch (Exception malformed) when (malformed is MalformedMessageException or JsonException)
        {
            Clients.Log($"Ignored on {channel}: {malformed.Message}.");
        }
    }

    private async Task AnswerAsync(Message request)
    {
        clients.PublishStatus(request, "busy");
        try
        {
            if (await AnswerToAsync(request) is { } answer)
                clients.Reply(request, answer);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            clients.ReplyError(request, failure);
        }
        clients.PublishStatus(request, "idle");
        // Front ends show the last status that they heard, and a cell may be running.
        if (executions.Running is { } running)
            clients.PublishStatus(running, "busy");
        if (request.Type == "shutdown_request")
            channels.Stop();
    }

    /// <summary>Null where the protocol knows no answer.</summary>
    private async Task<JsonObject?> AnswerToAsync(Message request)
    {
        switch (request.Type)
        {
            case "kernel_info_request":
                return KernelInfo;
            case "complete_request" or "inspect_request" or "is_complete_request":
                return await executions.Worker.AskAsync(request.Type, request.Text("code"), request.Value("cursor_pos", int.MaxValue));
            case "history_request":
                return history.Find(request);
            case "comm_info_request":
                return new() { ["status"] = "ok", ["comms"] = new JsonObject() };
            case "comm_open":
                // No target is registered here: the front end's side is to be closed.
                clients.Publish(request, "comm_close", new() { ["comm_id"] = request.Text("comm_id"), ["data"] = new JsonObject() });
                return null;
            case "comm_msg" or "comm_close":
                return null;
            case "interrupt_request":
                executions.Interrupt();
                return new() { ["status"] = "ok" };
            case "shutdown_request":
                return new() { ["status"] = "ok", ["restart"] = request.Value("restart", false) };
            default:
                Clients.Log($"'{request.Type}' is not known here.");
                return null;
        }
    }

    private static JsonObject KernelInfo => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = WireFormat.ProtocolVersion,
        ["implementation"] = "notebook-kernel",
        ["implementation_version"] = Version,
        ["language_info"] = NotebookFile.LanguageInfo,
        ["banner"] = $"C# notebook kernel {Version} on .NET {Environment.Version}",
        ["help_links"] = new JsonArray(new JsonObject { ["text"] = "C#", ["url"] = "https://learn.microsoft.com/dotnet/csharp/" }),
        ["debugger"] = false,
    };
}
