namespace NotebookKernel.Evaluation;

/// <summary>Code to run.</summary>
/// <param name="Number">Its execution count: 1 for the first of a session.</param>
/// <param name="AllowInput">Whether somebody is there to answer when it reads from the console.</param>
public sealed record Cell(int Number, string Code, bool AllowInput = false)
{
    /// <summary>What errors call it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Name => Number > 0 ? $"cell {Number}" : "expression";
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

    /// <summary>A failure of the kernel's own.</summary>
    internal static CellFailed Of(Exception failure) => new(failure.GetType().Name, failure.Message, [failure.Message]);

    /// <summary>The content of a reply that something failed.</summary>
    internal JsonObject ToReply()
    {
        var content = ToJson();
        content["status"] = "error";
        return content;
    }
}
