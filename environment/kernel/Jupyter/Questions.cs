using System.Text;
using System.Text.Json.Nodes;
using NotebookKernel.Jupyter.Messages;
using NotebookKernel.Worker;

namespace NotebookKernel.Jupyter;

/// <summary>Questions about code that isn't run. The protocol counts places in Unicode characters, .NET in UTF-16 units.</summary>
internal static class Questions
{
    public static async Task<JsonObject> CompleteAsync(Message request, WorkerProcess worker)
    {
        var code = request.Text("code");
        var found = await worker.CompleteAsync(code, CursorOf(request, code));
        var (start, end) = (Characters(code, found.Start), Characters(code, found.End));
        return new()
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. found.Items.Select(item => (JsonNode)item.Text)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray([.. found.Items.Select(item => (JsonNode)new JsonObject
                {
                    ["start"] = start, ["end"] = end, ["text"] = item.Text, ["type"] = item.Kind, ["signature"] = "",
                })]),
            },
        };
    }

    public static async Task<JsonObject> InspectAsync(Message request, WorkerProcess worker)
    {
        var code = request.Text("code");
        var found = await worker.InspectAsync(code, CursorOf(request, code));
        return new()
        {
            ["status"] = "ok",
            ["found"] = found.Text is not null,
            ["data"] = found.Text is { } text ? new JsonObject { ["text/plain"] = text } : [],
            ["metadata"] = new JsonObject(),
        };
    }

    public static async Task<JsonObject> CheckAsync(Message request, WorkerProcess worker)
    {
        var state = await worker.CheckAsync(request.Text("code"));
        var answer = new JsonObject { ["status"] = state.Status };
        if (state.Indent is { } indent)
            answer["indent"] = indent;
        return answer;
    }

    private static int CursorOf(Message request, string code)
    {
        var characters = request.Number("cursor_pos", int.MaxValue);
        var units = 0;
        foreach (var rune in code.EnumerateRunes().Take(Math.Max(0, characters)))
            units += rune.Utf16SequenceLength;
        return units;
    }

    private static int Characters(string code, int units) => Encoding.UTF32.GetByteCount(code.AsSpan(0, units)) / sizeof(int);
}
