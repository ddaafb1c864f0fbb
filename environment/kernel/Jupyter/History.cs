using System.Collections.Concurrent;
using System.IO.Enumeration;
using NotebookKernel.Jupyter.Messages;

namespace NotebookKernel.Jupyter;

/// <summary>The cells that ran since the kernel was started, and their results as text.</summary>
internal sealed class History
{
    private const int CurrentSession = 0, Session = 1;

    private readonly ConcurrentQueue<Entry> entries = new();

    public void Add(int line, string input, string? output) => entries.Enqueue(new(line, input, output));

    /// <summary>The answer to a history_request.</summary>
    public JsonObject Find(Message request)
    {
        var all = entries.ToArray();
        var most = request.Value("n", int.MaxValue);
        var found = request.Text("hist_access_type") switch
        {
            "tail" => all.TakeLast(most),
            "range" => request.Value("session", CurrentSession) is CurrentSession or Session
                ? all.Where(entry => entry.Line >= request.Value("start", 0) && entry.Line < request.Value("stop", int.MaxValue))
                : [],
            "search" => Search(all, request.Value("pattern", "*"), request.Value("unique", false)).TakeLast(most),
            var other => throw new MalformedMessageException($"hist_access_type '{other}' is not one of range, tail and search"),
        };
        var withOutput = request.Value("output", false);
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
