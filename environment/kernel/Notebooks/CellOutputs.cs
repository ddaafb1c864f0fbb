using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookKernel.Evaluation;

namespace NotebookKernel.Notebooks;

/// <summary>The outputs of one run of a cell, gathered from its events, in nbformat's shapes.</summary>
internal sealed class CellOutputs(int executionCount)
{
    private readonly List<Output> outputs = [];
    private bool clearing;

    /// <summary>How the cell failed; null while it hasn't.</summary>
    public CellFailed? Failure { get; private set; }

    /// <summary>The console line written last, finished or not.</summary>
    public string LastLine => outputs.OfType<Console>().LastOrDefault() is { } console
        ? (console.Text.CurrentLine is { Length: > 0 } line ? line : console.Text.ToString().TrimEnd('\n').Split('\n')[^1])
        : "";

    /// <summary>Lines written to standard output.</summary>
    public IEnumerable<string> Lines => outputs.OfType<Console>().Where(console => console.Stream == "stdout").SelectMany(console => console.Text.ToString().Split('\n'));

    /// <summary>Takes an event of this cell in. Updates of other cells' displays are for <see cref="TryUpdate"/>.</summary>
    public void Add(CellEvent cellEvent)
    {
        if (clearing)
            outputs.Clear();
        clearing = false;
        switch (cellEvent)
        {
            case OutputCleared { Wait: true }:
                clearing = true;
                break;
            case OutputCleared:
                outputs.Clear();
                break;
            case StreamText text:
                if (outputs.LastOrDefault() is not Console last || last.Stream != text.Stream)
                    outputs.Add(last = new Console(text.Stream));
                last.Text.Append(text.Text);
                break;
            case Displayed display:
                outputs.Add(new Data("display_data", display.Id, display.Data));
                break;
            case ResultProduced result:
                outputs.Add(new Data("execute_result", null, result.Data));
                break;
            case CellFailed failure:
                Failure = failure;
                outputs.Add(new Error(failure));
                break;
        }
    }

    /// <summary>Replaces a value displayed by this cell; false if it displayed no such one.</summary>
    public bool TryUpdate(DisplayUpdated update)
    {
        var index = outputs.FindIndex(output => output is Data data && data.Id == update.Id);
        if (index >= 0)
            outputs[index] = new Data("display_data", update.Id, update.Data);
        return index >= 0;
    }

    public JsonArray ToJson() => new([.. outputs.Select(ToJson).OfType<JsonNode>()]);

    private JsonObject? ToJson(Output output) => output switch
    {
        Console console => console.Text.ToString() is { Length: > 0 } text
            ? new() { ["name"] = console.Stream, ["output_type"] = "stream", ["text"] = Lined(text) }
            : null,
        Data { Type: "execute_result" } data => new()
        {
            ["data"] = Bundle(data.Values), ["execution_count"] = executionCount, ["metadata"] = new JsonObject(), ["output_type"] = data.Type,
        },
        Data data => new() { ["data"] = Bundle(data.Values), ["metadata"] = new JsonObject(), ["output_type"] = data.Type },
        Error { Failure: var failure } => new()
        {
            ["ename"] = failure.Name, ["evalue"] = failure.Message, ["output_type"] = "error",
            ["traceback"] = new JsonArray([.. failure.Traceback.Select(line => (JsonNode)line)]),
        },
        _ => throw new InvalidOperationException($"{output} is no nbformat output."),
    };

    private static JsonObject Bundle(JsonObject values) => new(values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => KeyValuePair.Create(
        value.Key, IsText(value.Key) && value.Value?.GetValueKind() == JsonValueKind.String ? Lined(value.Value.ToString()) : value.Value?.DeepClone())));

    private static bool IsText(string mimeType) =>
        mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType.EndsWith("+xml", StringComparison.Ordinal) || mimeType == "application/javascript";

    /// <summary>Text as nbformat keeps it: a list of lines, each with its line end.</summary>
    private static JsonArray Lined(string text)
    {
        var lines = new JsonArray();
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = text.IndexOf('\n', start) is >= 0 and var found ? found + 1 : text.Length;
            lines.Add(text[start..end]);
        }
        return lines;
    }

    private abstract record Output;

    private sealed record Console(string Stream) : Output
    {
        public TerminalText Text { get; } = new();
    }

    private sealed record Data(string Type, string? Id, JsonObject Values) : Output;

    private sealed record Error(CellFailed Failure) : Output;
}
