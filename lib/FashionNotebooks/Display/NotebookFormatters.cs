using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;
using static TorchSharp.torch;

namespace FashionNotebooks;

/// <summary>How the values of this library, and of the packages it builds on, are shown in notebooks.</summary>
public static partial class NotebookFormatters
{
    private const string PlotlyMimeType = "application/vnd.plotly.v1+json", PngMimeType = "image/png";

    private static readonly Lock Gate = new();
    private static bool isRegistered;

    /// <summary>
    /// Registers the formatters with the notebook's kernel. Charts are given to plotly.js as data, without a script that
    /// would have to be loaded, pictures as PNG, tables as HTML, tensors and networks as text: left to the kernel's own formatter,
    /// these would become megabytes of HTML. Calling it again changes nothing.
    /// </summary>
    public static void Register()
    {
        lock (Gate)
        {
            if (isRegistered)
                return;
            isRegistered = true;
        }

        Show<GenericChart>((PlotlyMimeType, GenericChart.toJson), (PlainTextFormatter.MimeType, ChartText));
        Show<Picture>((PngMimeType, picture => Convert.ToBase64String(picture.Png.Span)), (PlainTextFormatter.MimeType, picture => picture.ToString()));
        Show<Table>((HtmlFormatter.MimeType, table => table.ToHtml()), (PlainTextFormatter.MimeType, table => table.ToString()));
        Show<Leaderboard>((HtmlFormatter.MimeType, board => Tables.Ranking(board).ToHtml()), (PlainTextFormatter.MimeType, board => Tables.Ranking(board).ToString()));
        Show<DataFrame>((HtmlFormatter.MimeType, frame => DataFrameTable.Of(frame).ToHtml()), (PlainTextFormatter.MimeType, frame => DataFrameTable.Of(frame).ToString()));
        Show<Tensor>((PlainTextFormatter.MimeType, TensorText.Of));
        Show<nn.Module>((PlainTextFormatter.MimeType, ModuleText.Of));
        Show<ModelSummary>((PlainTextFormatter.MimeType, summary => summary.ToString()));
        Show<ClassificationReport>((PlainTextFormatter.MimeType, report => report.ToString()));
    }

    private static void Show<T>(params (string MimeType, Func<T, string> Write)[] formats)
    {
        foreach (var (mimeType, write) in formats)
            Formatter.Register(write, mimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(T), [.. formats.Select(format => format.MimeType)]);
    }

    private static string ChartText(GenericChart chart)
    {
        using var figure = JsonDocument.Parse(GenericChart.toJson(chart));
        var title = figure.RootElement.GetProperty("layout").TryGetProperty("title", out var found) && found.TryGetProperty("text", out var text) ? text.GetString()! : "";
        return $"[chart: {Tag().Replace(title.Replace("<br>", ". ", StringComparison.Ordinal), "")}]";
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
