using System.Net;
using System.Text.Json.Nodes;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace NotebookKernel.Pages;

/// <summary>
/// Markdown cells as HTML that stands alone: pictures are put into the page, links to other notebooks lead to their pages (those in
/// other folders only where a page is already there), and other relative links lead from the page's folder to where they led from the
/// notebook's.
/// </summary>
/// <param name="notebookFolder">Where the links of the notebook start.</param>
/// <param name="pageFolder">Where the page will lie.</param>
internal sealed class MarkdownHtml(string notebookFolder, string pageFolder)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseTaskLists().UseFootnotes().UseEmphasisExtras().UseAutoLinks().UseMathematics().UseAutoIdentifiers().Build();

    private static readonly Dictionary<string, string> PictureTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png", [".jpg"] = "image/jpeg", [".jpeg"] = "image/jpeg", [".gif"] = "image/gif", [".svg"] = "image/svg+xml", [".webp"] = "image/webp",
    };

    /// <param name="markdown">The text of a cell.</param>
    /// <param name="attachments">Pictures that the cell carries, in nbformat's form.</param>
    public string Render(string markdown, JsonObject? attachments = null)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().Where(link => link.Url is { Length: > 0 }))
            link.Url = link.IsImage ? Picture(link.Url!, attachments) : Target(link.Url!);

        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new HighlightedCode());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathInlineRenderer>(new InlineFormula());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathBlockRenderer>(new BlockFormula());
        renderer.Render(document);
        return writer.ToString();
    }

    private string Picture(string url, JsonObject? attachments)
    {
        if (url.StartsWith("attachment:", StringComparison.Ordinal))
            return attachments?[Uri.UnescapeDataString(url["attachment:".Length..])] is JsonObject { Count: > 0 } bundle
                ? $"data:{bundle.First().Key};base64,{bundle.First().Value}"
                : url;
        if (IsAbsolute(url))
            return url;
        var file = Path.Combine(notebookFolder, Uri.UnescapeDataString(url));
        return File.Exists(file) && PictureTypes.TryGetValue(Path.GetExtension(file), out var type)
            ? $"data:{type};base64,{Convert.ToBase64String(File.ReadAllBytes(file))}"
            : url;
    }

    private string Target(string url)
    {
        if (IsAbsolute(url) || url.StartsWith('#'))
            return url;
        var (path, anchor) = url.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash ? (url[..hash], url[hash..]) : (url, "");
        var page = Path.ChangeExtension(path, ".html");
        return Path.GetExtension(path) == ".ipynb" && (Path.GetDirectoryName(path) is "" || File.Exists(Path.Combine(pageFolder, Uri.UnescapeDataString(page))))
            ? page + anchor
            : Path.GetRelativePath(pageFolder, Path.GetFullPath(Uri.UnescapeDataString(path), notebookFolder)).Replace('\\', '/') + anchor;
    }

    private static bool IsAbsolute(string url) => url.StartsWith("//", StringComparison.Ordinal) || Uri.TryCreate(url, UriKind.Absolute, out var uri) && !uri.IsFile;

    private sealed class HighlightedCode : CodeBlockRenderer
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock obj)
        {
            var code = obj.Lines.ToString();
            var csharp = obj is FencedCodeBlock { Info: "csharp" or "cs" or "c#" or "C#" };
            renderer.Write("<pre><code>").Write(csharp ? CodeHighlighter.ToHtml(code) : WebUtility.HtmlEncode(code)).WriteLine("</code></pre>");
        }
    }

    private sealed class InlineFormula : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline obj) => renderer.Write(FormulaHtml.ToHtml(obj.Content.ToString(), display: obj.DelimiterCount == 2));
    }

    private sealed class BlockFormula : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock obj) => renderer.WriteLine(FormulaHtml.ToHtml(obj.Lines.ToString(), display: true));
    }
}
