using System.Net;
using System.Text;
using NotebookKernel.Notebooks;
using NotebookKernel.Running;

namespace NotebookKernel.Pages;

/// <summary>An executed notebook as a page to read.</summary>
internal static class NotebookPage
{
    /// <param name="notebook">With its outputs.</param>
    /// <param name="result">What came of the run.</param>
    /// <param name="folder">Where the page will lie.</param>
    public static string Render(NotebookFile notebook, NotebookResult result, string folder)
    {
        var markdown = new MarkdownHtml(notebook.Folder, Path.GetFullPath(folder));
        var body = new StringBuilder();
        body.Append("<nav><a href=\"index.html\">All notebooks</a><span>")
            .Append(WebUtility.HtmlEncode($"{result.Notebook} · {result.CellsRun} of {result.Cells} cells · {RunProgress.Seconds(TimeSpan.FromSeconds(result.Seconds))}"))
            .Append("</span></nav>\n");
        if (result.Error is { } error)
            body.Append("<div class=\"banner\">").Append(WebUtility.HtmlEncode($"{result.Status}: {error}")).Append("</div>\n");
        foreach (var cell in notebook.Cells)
            body.Append(cell.Type switch
            {
                "markdown" => $"<section class=\"markdown\">{markdown.Render(cell.Source, cell.Attachments)}</section>\n",
                "code" => Code(cell),
                _ => $"<section class=\"markdown\"><pre>{WebUtility.HtmlEncode(cell.Source)}</pre></section>\n",
            });
        return Page.Write(result.Title, body.ToString());
    }

    private static string Code(NotebookCell cell)
    {
        var outputs = string.Concat(cell.Outputs.Select(output => OutputHtml.Render(output!)));
        return $"<section class=\"cell\"><div class=\"code\"><span class=\"count\">{cell.ExecutionCount}</span>"
            + $"<pre><code>{CodeHighlighter.ToHtml(cell.Source.TrimEnd())}</code></pre></div>{outputs}</section>\n";
    }
}
