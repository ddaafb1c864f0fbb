namespace NotebookKernel.Evaluation;

/// <summary>Something that a running cell shows or asks for, in the order in which it happened and in the words of Jupyter's protocol.</summary>
/// <param name="Type">The type of the message that tells it to a front end.</param>
/// <param name="Content">The message's content; a result's lacks the execution count.</param>
public sealed record CellEvent(string Type, JsonObject Content)
{
    /// <summary>Text written to stdout or stderr, as it was written: it may hold carriage returns and part of a line.</summary>
    public static CellEvent Stream(string name, string text) => new("stream", new() { ["name"] = name, ["text"] = text });

    /// <summary>A value by mime type: text, base64 where the type is binary, or JSON.</summary>
    /// <param name="id">Names the display in later updates, maybe of other cells.</param>
    /// <param name="isUpdate">Whether it is a newer value for an earlier display.</param>
    public static CellEvent Displayed(string id, JsonObject data, bool isUpdate) => new(isUpdate ? "update_display_data" : "display_data", new()
    {
        ["data"] = data, ["metadata"] = new JsonObject(), ["transient"] = new JsonObject { ["display_id"] = id },
    });

    /// <summary>The value of the cell's last expression.</summary>
    public static CellEvent Result(JsonObject data) => new("execute_result", new() { ["data"] = data, ["metadata"] = new JsonObject() });

    /// <summary>All shown so far is to disappear; if it is to wait, not before the next output is there, so that nothing flickers.</summary>
    public static CellEvent OutputCleared(bool wait) => new("clear_output", new() { ["wait"] = wait });

    /// <summary>The cell waits for a line from whoever sits in front of the notebook.</summary>
    public static CellEvent InputWanted(string prompt, bool password) => new("input_request", new() { ["prompt"] = prompt, ["password"] = password });
}
