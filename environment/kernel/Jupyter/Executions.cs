using System.Threading.Channels;
using NotebookKernel.Evaluation;
using NotebookKernel.Jupyter.Messages;
using NotebookKernel.Worker;

namespace NotebookKernel.Jupyter;

/// <summary>Runs execute requests one after another and sends all that comes of them.</summary>
internal sealed class Executions : IDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    /// <summary>The cell listens to the first and is stopped at the second; the third ends its process.</summary>
    private const int InterruptsThatKeepState = 2;

    private readonly Clients clients;
    private readonly Func<Task> settle;
    private readonly History history;
    private readonly UserCode code;
    private readonly Channel<Message> waiting = System.Threading.Channels.Channel.CreateUnbounded<Message>();
    private readonly Lock gate = new();
    private Execution current = Execution.None;
    private int count;

    /// <param name="settle">Completes when all that clients have sent by now has been received.</param>
    public Executions(Clients clients, Func<Task> settle, History history, string folder)
    {
        (this.clients, this.settle, this.history) = (clients, settle, history);
        code = new UserCode(folder, Show);
    }

    /// <summary>The request that is being worked on; null between cells.</summary>
    public Message? Running => current.Ended ? null : current.Request;

    /// <summary>The process that the cells run in, for questions about code and answers to it.</summary>
    public WorkerProcess Worker => code.Worker;

    public void Add(Message request) => waiting.Writer.TryWrite(request);

    /// <summary>Works until the kernel ends.</summary>
    public async Task RunAsync()
    {
        var aborting = 0;
        await foreach (var request in waiting.Reader.ReadAllAsync())
        {
            clients.PublishStatus(request, "busy");
            try
            {
                if (aborting-- > 0)
                    clients.Reply(request, Numbered(new() { ["status"] = "aborted" }));
                else
                    aborting = await ExecuteAsync(request);
            }
            catch (MalformedMessageException malformed)
            {
                Clients.Log(malformed.Message);
                clients.Reply(request, Numbered(CellFailed.Of(malformed).ToReply()));
            }
            clients.PublishStatus(request, "idle");
        }
    }

    /// <summary>Stops the running cell, and what waits behind it is not run.</summary>
    public void Interrupt()
    {
        lock (gate)
        {
            if (current.Ended)
                return;
            if (++current.Interrupts > InterruptsThatKeepState)
                Worker.Kill();
            else
                Worker.Interrupt();
            _ = WarnAsync(current, current.Interrupts);
        }
    }

    public void Dispose() => code.Dispose();

    /// <returns>How many requests waited behind it and are not to run.</returns>
    private async Task<int> ExecuteAsync(Message request)
    {
        var source = request.Text("code");
        var execution = new Execution(request, request.Value("silent", false));
        var allowInput = request.Value("allow_stdin", true);
        var store = !execution.Silent && request.Value("store_history", true);
        var expressions = Expressions(request);
        if (string.IsNullOrWhiteSpace(source) && expressions.Count == 0)
        {
            clients.Reply(request, Succeeded([]));
            return 0;
        }
        if (store)
            count++;
        if (!execution.Silent)
            clients.Publish(request, "execute_input", new() { ["code"] = source, ["execution_count"] = count });

        lock (gate)
            current = execution;
        var run = await code.RunAsync(new Cell(count, source, allowInput), expressions);
        lock (gate)
            execution.Ended = true;
        if (run.Failure is { } failed && !execution.Silent)
            clients.Publish(request, "error", failed.ToJson());

        if (store)
            history.Add(count, source, execution.ResultText);
        // What has been sent by now waited behind this cell. What comes when its end is known does not.
        var stops = execution.Interrupts > 0 || run.Died || (run.Failure is not null && request.Value("stop_on_error", true));
        if (stops)
            await settle();
        var behind = stops ? waiting.Reader.Count : 0;
        clients.Reply(request, run.Failure is { } failure ? Numbered(failure.ToReply()) : Succeeded(run.Expressions));
        return behind;
    }

    private JsonObject Succeeded(IEnumerable<KeyValuePair<string, JsonObject>> expressions) => Numbered(new()
    {
        ["status"] = "ok",
        ["payload"] = new JsonArray(),
        ["user_expressions"] = new JsonObject(expressions.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))),
    });

    private JsonObject Numbered(JsonObject content)
    {
        content["execution_count"] = count;
        return content;
    }

    private static Dictionary<string, string> Expressions(Message request) => request.Content["user_expressions"] switch
    {
        null => [],
        JsonObject named => named.ToDictionary(one => one.Key, one => $"{one.Value}"),
        _ => throw new MalformedMessageException("user_expressions is no object"),
    };

    private async Task WarnAsync(Execution execution, int interrupts)
    {
        await Task.Delay(StopPatience);
        if (!execution.Ended && execution.Interrupts == interrupts)
            clients.Write(execution.Request, "stderr", interrupts < InterruptsThatKeepState
                ? "\nThe cell was asked to stop and is still running. Interrupt again to stop it where it is.\n"
                : "\nThe cell can't be stopped where it is; it may be in native code. Interrupt again to end its process: all that the notebook has defined is lost then.\n");
    }

    /// <summary>What is shown between cells, by threads that they left behind, belongs to the last of them.</summary>
    private void Show(CellEvent shown)
    {
        var (execution, request, content) = (current, current.Request, shown.Content);
        if (shown.Type == "input_request")
            clients.AskForInput(request, content);
        else if (!execution.Silent && shown.Type == "stream")
            clients.Write(request, content["name"]!.ToString(), content["text"]!.ToString());
        else if (!execution.Silent)
        {
            if (shown.Type == "execute_result")
            {
                content["execution_count"] = count;
                execution.ResultText = content["data"]!["text/plain"]?.ToString();
            }
            clients.Publish(request, shown.Type, content);
        }
    }

    /// <summary>An execute request on its way.</summary>
    private sealed class Execution(Message request, bool silent)
    {
        public static readonly Execution None = new(Message.None, silent: false) { Ended = true };

        public Message Request => request;
        public bool Silent => silent;
        public int Interrupts { get; set; }
        public bool Ended { get; set; }
        public string? ResultText { get; set; }
    }
}
