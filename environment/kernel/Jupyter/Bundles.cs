using System.Text.Json.Nodes;
using NotebookKernel.Evaluation;

namespace NotebookKernel.Jupyter;

/// <summary>Values and failures in the protocol's shapes.</summary>
internal static class Bundles
{
    public static JsonObject OfData(JsonObject data) => new() { ["data"] = data.DeepClone(), ["metadata"] = new JsonObject() };

    public static JsonObject OfDisplay(string id, JsonObject data)
    {
        var content = OfData(data);
        content["transient"] = new JsonObject { ["display_id"] = id };
        return content;
    }

    public static JsonObject OfFailure(CellFailed failure) => new()
    {
        ["status"] = "error",
        ["ename"] = failure.Name,
        ["evalue"] = failure.Message,
        ["traceback"] = new JsonArray([.. failure.Traceback.Select(line => (JsonNode)line)]),
    };

    public static JsonObject OfExpressions(IReadOnlyDictionary<string, ExpressionValue> expressions)
    {
        var content = new JsonObject();
        foreach (var (name, value) in expressions)
        {
            var shown = value.Failure is { } failure ? OfFailure(failure) : OfData(value.Data);
            shown["status"] = value.Failure is null ? "ok" : "error";
            content[name] = shown;
        }
        return content;
    }
}
