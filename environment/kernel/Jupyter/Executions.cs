using System.Text.Json.Nodes;
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

    private readonly IOPub iopub;
    private readonly Replies replies;
    private readonly History history;
    private readonly UserCode code;
    private readonly Channel<Message> waiting = System.Threading.Channels.Channel.CreateUnbounded<Message>();
    private readonly Lock gate = new();
    private Execution current = Execution.None;
    private int count;

    public Executions(IOPub iopub, Replies replies, History history, string folder)
    {
        (this.iopub, this.replies, this.history) = (iopub, replies, history);
        code = new UserCode(folder, Show);
    }

    /// <summary>The request that is being worked on; null between cells.</summary>
    public Message? Running => current.Ended ? null : current.Request;

    /// <summary>The process that the cells run in, for questions about code.</summary>
    public WorkerProcess Worker => code.Worker;

    public void Add(Message request) => waiting.Writer.TryWrite(request);

    /// <summary>Works until the kernel ends.</summary>
    public async Task RunAsync()
    {
        await foreach (var request in waiting.Reader.ReadAllAsync())
        {
            iopub.SendStatus(request, "busy");
            IReadOnlyList<Message> aborted = [];
            try
            {
                aborted = await ExecuteAsync(request);
            }
            catch (MalformedMessageException malformed)
            {
                Log.Write(malformed.Message);
                replies.Send(request, Numbered(Replies.OfFailure(malformed)));
            }
            iopub.SendStatus(request, "idle");
            foreach (var other in aborted)
                Abort(other);
        }
    }

    /// <summary>What the running cell waited for.</summary>
    public void GiveInput(string text) => code.GiveInput(text);

    /// <summary>Stops the running cell, and what waits behind it is not run.</summary>
    public void Interrupt()
    {
        lock (gate)
        {
            if (current.Ended)
                return;
            if (++current.Interrupts > InterruptsThatKeepState)
                code.Kill();
            else
                code.Interrupt();
            _ = WarnAsync(current, current.Interrupts);
        }
    }

    public void Dispose() => code.Dispose();

    /// <returns>What waited behind it and is not to run.</returns>
    private async Task<IReadOnlyList<Message>> ExecuteAsync(Message request)
    {
        var source = request.Text("code");
        var execution = new Execution(request)
        {
            Silent = request.Flag("silent", false),
            AllowInput = request.Flag("allow_stdin", true),
        };
        var store = !execution.Silent && request.Flag("store_history", true);
        var expressions = Expressions(request);
        if (string.IsNullOrWhiteSpace(source) && expressions.Count == 0)
        {
            replies.Send(request, Succeeded(new Dictionary<string, ExpressionValue>()));
            return [];
        }
        if (store)
            count++;
        if (!execution.Silent)
            iopub.Send(request, "execute_input", new() { ["code"] = source, ["execution_count"] = count });

        lock (gate)
            current = execution;
        var run = await code.RunAsync(new Cell(count, source, execution.AllowInput), expressions);
        lock (gate)
            execution.Ended = true;
        if (run.Failure is { } failed && !execution.Silent)
            iopub.Send(request, "error", failed.ToJson());

        if (store)
            history.Add(count, source, execution.ResultText);
        // What has been sent by now waited behind this cell. What comes when its end is known does not.
        var stops = execution.Interrupts > 0 || run.Died || (run.Failure is not null && request.Flag("stop_on_error", true));
        var behind = stops ? await TakeWaitingAsync() : [];
        replies.Send(request, run.Failure is { } failure ? Numbered(Replies.OfFailure(failure)) : Succeeded(run.Expressions));
        return behind;
    }

    private JsonObject Succeeded(IReadOnlyDictionary<string, ExpressionValue> expressions) => Numbered(new()
    {
        ["status"] = "ok", ["payload"] = new JsonArray(), ["user_expressions"] = new JsonObject(expressions.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)Value(one.Value)))),
    });

    private static JsonObject Value(ExpressionValue value)
    {
        if (value.Failure is { } failure)
            return Replies.OfFailure(failure);
        var content = CellEvent.OfData(value.Data);
        content["status"] = "ok";
        return content;
    }

    private JsonObject Numbered(JsonObject content)
    {
        content["execution_count"] = count;
        return content;
    }

    private async Task<IReadOnlyList<Message>> TakeWaitingAsync()
    {
        await replies.SettleAsync();
        var taken = new List<Message>();
        while (waiting.Reader.TryRead(out var request))
            taken.Add(request);
        return taken;
    }

    private void Abort(Message request)
    {
        iopub.SendStatus(request, "busy");
        replies.Send(request, Numbered(new() { ["status"] = "aborted" }));
        iopub.SendStatus(request, "idle");
    }

    private static Dictionary<string, string> Expressions(Message request) => request.Content["user_expressions"] switch
    {
        null => [],
        JsonObject named => named.ToDictionary(one => one.Key, one => one.Value is JsonValue value && value.TryGetValue<string>(out var text)
            ? text : throw new MalformedMessageException($"the user expression '{one.Key}' is no text")),
        _ => throw new MalformedMessageException("user_expressions is no object"),
    };

    private async Task WarnAsync(Execution execution, int interrupts)
    {
        await Task.Delay(StopPatience);
        if (!execution.Ended && execution.Interrupts == interrupts)
            iopub.Write(execution.Request, "stderr", interrupts < InterruptsThatKeepState
                ? "\nThe cell was asked to stop and is still running. Interrupt again to stop it where it is.\n"
                : "\nThe cell can't be stopped where it is; it may be in native code. Interrupt again to end its process: all that the notebook has defined is lost then.\n");
    }

    /// <summary>What is shown between cells, by threads that they left behind, belongs to the last of them.</summary>
    private void Show(CellEvent shown)
    {
        var (execution, request, content) = (current, current.Request, shown.Content);
        if (shown.Type == "input_request")
            replies.AskForInput(request, content);
        else if (!execution.Silent && shown.Type == "stream")
            iopub.Write(request, content["name"]!.ToString(), content["text"]!.ToString());
        else if (!execution.Silent)
        {
            if (shown.Type == "execute_result")
            {
                content["execution_count"] = count;
                execution.ResultText = content["data"]!["text/plain"]?.ToString();
            }
            iopub.Send(request, shown.Type, content);
        }
    }

    /// <summary>An execute request on its way.</summary>
    private sealed class Execution(Message request)
    {
        public static readonly Execution None = new(Message.None) { Ended = true };

        public Message Request => request;
        public bool Silent { get; init; }
        public bool AllowInput { get; init; }
        public int Interrupts { get; set; }
        public bool Ended { get; set; }
        public string? ResultText { get; set; }
    }
}
