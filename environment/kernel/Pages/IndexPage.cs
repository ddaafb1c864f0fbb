using System.Net;
using NotebookKernel.Running;

namespace NotebookKernel.Pages;

/// <summary>The notebooks of a run with what came of each.</summary>
internal static class IndexPage
{
    public static string Render(IEnumerable<NotebookResult> results) => Page.Write("Notebooks", $"""
        <h1>Notebooks</h1>
        <table class="index">
        <thead><tr><th>notebook</th><th class="number">cells</th><th class="number">seconds</th><th>result</th></tr></thead>
        <tbody>
        {string.Join('\n', results.Select(Row))}
        </tbody>
        </table>
        """);

    private static string Row(NotebookResult result)
    {
        var name = Encode(result.Title) + (result.Title == result.Notebook ? "" : $"<br><small>{Encode(result.Notebook)}</small>");
        var linked = result.HasPage ? $"<a href=\"{Uri.EscapeDataString(result.Notebook)}.html\">{name}</a>" : name;
        var outcome = result.Error is { } error ? $"<td class=\"failed\">{Encode($"{result.Status}: {error}")}</td>" : $"<td>{Encode(result.Headline ?? "")}</td>";
        return $"<tr><td>{linked}</td><td class=\"number\">{result.CellsRun}/{result.Cells}</td><td class=\"number\">{result.Seconds:0.0}</td>{outcome}</tr>";
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
