using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookKernel.Evaluation;

/// <summary>Values in the mime types that they are shown in.</summary>
internal static class FormattedValues
{
    private const string FramedText = "<div class=\"dni-plaintext\">";

    /// <summary>From now on values come as HTML and as text, for front ends that show nothing else, unless a type prefers other forms.</summary>
    public static void AddPlainText()
    {
        Formatter.SetPreferredMimeTypesFor(typeof(object), HtmlFormatter.MimeType, PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(IHtmlContent), HtmlFormatter.MimeType);
    }

    /// <summary>The value of a cell's last expression. A formatted value, or several, stand for themselves.</summary>
    public static JsonObject OfResult(object? value) => Data(value switch
    {
        FormattedValue formatted => [formatted],
        IEnumerable<FormattedValue> formatted => formatted,
        _ => FormattedValue.CreateManyFromObject(value),
    });

    /// <summary>Mime types and what is shown in them. A number as HTML is its text in a frame, with a style sheet, and says no more than the text.</summary>
    public static JsonObject Data(IEnumerable<FormattedValue> formatted)
    {
        var data = new JsonObject(formatted.DistinctBy(one => one.MimeType).Select(one => KeyValuePair.Create(one.MimeType, Node(one))));
        if (data.ContainsKey(PlainTextFormatter.MimeType) && data[HtmlFormatter.MimeType]?.ToString().StartsWith(FramedText, StringComparison.Ordinal) is true)
            data.Remove(HtmlFormatter.MimeType);
        return data;
    }

    /// <summary>JSON as such, if it is; front ends want no text of it.</summary>
    private static JsonNode? Node(FormattedValue formatted)
    {
        try
        {
            return formatted.MimeType == "application/json" || formatted.MimeType.EndsWith("+json", StringComparison.Ordinal) ? JsonNode.Parse(formatted.Value) : formatted.Value;
        }
        catch (JsonException)
        {
            return formatted.Value;
        }
    }
}
