using System.Text.Json;
using System.Text.Json.Nodes;
using NotebookKernel.Evaluation;

namespace NotebookKernel.Jupyter;

/// <summary>Values and failures in the protocol's shapes.</summary>
internal static class Bundles
{
    public static JsonObject OfData(IEnumerable<MimeData> values)
    {
        var data = new JsonObject();
        foreach (var (mimeType, value) in values)
            data[mimeType] = mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal) ? Parsed(value) : value;
        return new() { ["data"] = data, ["metadata"] = new JsonObject() };
    }

    public static JsonObject OfDisplay(string id, IEnumerable<MimeData> values)
    {
        var content = OfData(values);
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

    private static JsonNode? Parsed(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return json;
        }
    }
}
