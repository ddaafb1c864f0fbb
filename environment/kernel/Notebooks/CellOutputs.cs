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
    public string LastLine => TerminalText.Shown($"{outputs.LastOrDefault(output => output.Stream is not null)?.Text}".TrimEnd('\n').Split('\n')[^1]);

    /// <summary>Lines written to standard output.</summary>
    public IEnumerable<string> Lines => outputs.Where(output => output.Stream == "stdout").SelectMany(output => TerminalText.Shown(output.Text.ToString()).Split('\n'));

    /// <summary>Takes an event of this cell in. Updates of other cells' displays are for <see cref="TryUpdate"/>.</summary>
    public void Add(CellEvent shown)
    {
        if (clearing)
            outputs.Clear();
        clearing = shown.Type == "clear_output" && shown.Content["wait"]!.GetValue<bool>();
        switch (shown.Type)
        {
            case "clear_output" when !clearing:
                outputs.Clear();
                break;
            case "stream":
                var stream = shown.Content["name"]!.ToString();
                if (outputs.LastOrDefault()?.Stream != stream)
                    outputs.Add(new(shown.Type, []) { Stream = stream });
                outputs[^1].Text.Append(shown.Content["text"]);
                break;
            case "display_data" or "execute_result":
                outputs.Add(new(shown.Type, shown.Content));
                break;
        }
    }

    /// <summary>Takes in how the cell failed.</summary>
    public void Add(CellFailed failure)
    {
        Failure = failure;
        outputs.Add(new("error", failure.ToJson()));
    }

    /// <summary>Replaces a value displayed by this cell; false if it displayed no such one.</summary>
    public bool TryUpdate(CellEvent update)
    {
        var index = outputs.FindIndex(output => JsonNode.DeepEquals(output.Content["transient"] ?? 0, update.Content["transient"]));
        if (index >= 0)
            outputs[index] = new("display_data", update.Content);
        return index >= 0;
    }

    public JsonArray ToJson() => new([.. outputs.Select(ToJson).Where(output => output["text"] is not JsonArray { Count: 0 })]);

    private JsonObject ToJson(Output output)
    {
        var json = (JsonObject)output.Content.DeepClone();
        json["output_type"] = output.Type;
        json.Remove("transient");
        if (output.Stream is not null)
            (json["name"], json["text"]) = (output.Stream, Lined(TerminalText.Shown(output.Text.ToString())));
        if (output.Type == "execute_result")
            json["execution_count"] = executionCount;
        if (json["data"] is JsonObject data)
            foreach (var (mimeType, value) in data.Where(one => IsText(one.Key) && one.Value?.GetValueKind() == JsonValueKind.String).ToList())
                data[mimeType] = Lined(value!.ToString());
        return json;
    }

    private static bool IsText(string mimeType) =>
        mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType.EndsWith("+xml", StringComparison.Ordinal) || mimeType == "application/javascript";

    /// <summary>Text as nbformat keeps it: a list of lines, each with its line end.</summary>
    private static JsonArray Lined(string text)
    {
        var lines = text.Split('\n');
        return new([.. lines.Select((line, index) => index < lines.Length - 1 ? line + "\n" : line).Where(line => line.Length > 0).Select(line => (JsonNode)line)]);
    }

    /// <param name="Type">nbformat's output_type.</param>
    /// <param name="Content">Its fields; those of a stream are the stream's name and text.</param>
    private sealed record Output(string Type, JsonObject Content)
    {
        public string? Stream { get; init; }

        public StringBuilder Text { get; } = new();
    }
}
