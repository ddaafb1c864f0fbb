using System.Text.Json.Nodes;

namespace NotebookKernel.Evaluation;

/// <summary>Something that a running cell shows or asks for, in the order in which it happened and in the words of Jupyter's protocol.</summary>
/// <param name="Type">The type of the message that tells it to a front end.</param>
/// <param name="Content">The message's content; a result's lacks the execution count.</param>
public sealed record CellEvent(string Type, JsonObject Content)
{
    /// <summary>Text written to stdout or stderr, as it was written: it may hold carriage returns and part of a line.</summary>
    public static CellEvent Stream(string name, string text) => new("stream", new() { ["name"] = name, ["text"] = text });

    /// <summary>A value by mime type: text, base64 where the type is binary, or JSON. The id names it in later updates.</summary>
    public static CellEvent Displayed(string id, JsonObject data) => new("display_data", OfDisplay(id, data));

    /// <summary>A newer value for an earlier display, maybe of another cell.</summary>
    public static CellEvent DisplayUpdated(string id, JsonObject data) => new("update_display_data", OfDisplay(id, data));

    /// <summary>The value of the cell's last expression.</summary>
    public static CellEvent Result(JsonObject data) => new("execute_result", OfData(data));

    /// <summary>All shown so far is to disappear; if it is to wait, not before the next output is there, so that nothing flickers.</summary>
    public static CellEvent OutputCleared(bool wait) => new("clear_output", new() { ["wait"] = wait });

    /// <summary>The cell waits for a line from whoever sits in front of the notebook.</summary>
    public static CellEvent InputWanted(string prompt, bool password) => new("input_request", new() { ["prompt"] = prompt, ["password"] = password });

    /// <summary>A value that is shown.</summary>
    internal static JsonObject OfData(JsonObject data) => new() { ["data"] = data, ["metadata"] = new JsonObject() };

    private static JsonObject OfDisplay(string id, JsonObject data) =>
        new() { ["data"] = data, ["metadata"] = new JsonObject(), ["transient"] = new JsonObject { ["display_id"] = id } };
}

/// <summary>The cell did not compile, threw, or took its process down.</summary>
/// <param name="Traceback">Lines to show: the message, where it happened, the source around it.</param>
/// <param name="Line">1-based line of the cell's own source, where known.</param>
public sealed record CellFailed(string Name, string Message, IReadOnlyList<string> Traceback, int? Line = null)
{
    /// <summary>The content of the protocol's error.</summary>
    public JsonObject ToJson() => new()
    {
        ["ename"] = Name, ["evalue"] = Message, ["traceback"] = new JsonArray([.. Traceback.Select(line => (JsonNode)line)]),
    };
}
