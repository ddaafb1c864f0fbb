using System.IO.Enumeration;
using System.Text.Json.Nodes;
using NotebookKernel.Jupyter.Messages;

namespace NotebookKernel.Jupyter;

/// <summary>The cells that ran since the kernel was started, and their results as text.</summary>
internal sealed class History
{
    private const int Session = 1;
    private const int CurrentSession = 0;

    private readonly List<Entry> entries = [];

    public void Add(int line, string input, string? output)
    {
        lock (entries)
            entries.Add(new(line, input, output));
    }

    /// <summary>The answer to a history_request.</summary>
    public JsonObject Find(Message request)
    {
        Entry[] all;
        lock (entries)
            all = [.. entries];
        var most = request.Number("n", int.MaxValue);
        var found = request.Text("hist_access_type") switch
        {
            "tail" => all.TakeLast(most),
            "range" => request.Number("session", CurrentSession) is CurrentSession or Session
                ? all.Where(entry => entry.Line >= request.Number("start", 0) && entry.Line < request.Number("stop", int.MaxValue))
                : [],
            "search" => Search(all, request.Content["pattern"] is null ? "*" : request.Text("pattern"), request.Flag("unique", false)).TakeLast(most),
            var other => throw new MalformedMessageException($"hist_access_type '{other}' is not one of range, tail and search"),
        };
        var withOutput = request.Flag("output", false);
        return new()
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. found.Select(entry => (JsonNode)new JsonArray(
                Session, entry.Line, withOutput ? new JsonArray(entry.Input, entry.Output) : entry.Input))]),
        };
    }

    private static IEnumerable<Entry> Search(IEnumerable<Entry> all, string pattern, bool unique)
    {
        var matching = all.Where(entry => FileSystemName.MatchesSimpleExpression(pattern, entry.Input, ignoreCase: false));
        // Of several alike the latest counts.
        return unique ? matching.Reverse().DistinctBy(entry => entry.Input).Reverse() : matching;
    }

    private sealed record Entry(int Line, string Input, string? Output);
}
