using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookKernel.Evaluation;

/// <summary>Values in the mime types that they are shown in.</summary>
internal static class FormattedValues
{
    private const string PlainText = PlainTextFormatter.MimeType;
    private const string FramedText = "<div class=\"dni-plaintext\">";

    /// <summary>The value of a cell's last expression. A formatted value, or several, stand for themselves.</summary>
    public static JsonObject OfResult(object? value) => value switch
    {
        FormattedValue formatted => Data([formatted]),
        IEnumerable<FormattedValue> formatted => Data(formatted),
        _ => WithPlainText(value, FormattedValue.CreateManyFromObject(value)),
    };

    /// <summary>A displayed value; in exactly the mime types asked for, if it was displayed as certain ones.</summary>
    public static JsonObject OfDisplay(object? value, IReadOnlyList<FormattedValue> formatted) =>
        Formatter.GetPreferredMimeTypesFor(value?.GetType()).SequenceEqual(formatted.Select(one => one.MimeType))
            ? WithPlainText(value, formatted)
            : Data(formatted);

    /// <summary>
    /// Adds text/plain, for front ends that show nothing else: where a formatter was registered for it, or where all formatting
    /// is the default. A type with only a picture of its own is not spelled out member by member beside it.
    /// </summary>
    private static JsonObject WithPlainText(object? value, IReadOnlyList<FormattedValue> formatted)
    {
        var shown = formatted.Select(one => one.MimeType).ToHashSet();
        if (shown.Contains(PlainText) || value is IHtmlContent)
            return Data(formatted);
        // A number as HTML is its text in a frame, with a style sheet.
        if (formatted is [{ Value: var html }] && html.StartsWith(FramedText, StringComparison.Ordinal))
            return Data([Plain(value)]);
        var own = value is null ? [] : Formatter.RegisteredFormatters(includeDefaults: false).Where(formatter => Covers(formatter.Type, value.GetType())).ToArray();
        var wanted = own.Any(formatter => formatter.MimeType == PlainText) || !own.Any(formatter => shown.Contains(formatter.MimeType));
        return Data(wanted ? [.. formatted, Plain(value)] : formatted);
    }

    private static FormattedValue Plain(object? value) => new(PlainText, value.ToDisplayString(PlainText));

    private static JsonObject Data(IEnumerable<FormattedValue> formatted) => new(formatted.DistinctBy(one => one.MimeType).Select(one => KeyValuePair.Create(one.MimeType, Node(one))));

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

    private static bool Covers(Type type, Type actual) =>
        type.IsAssignableFrom(actual)
        || (type.IsGenericTypeDefinition && Ancestry(actual).Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == type));

    private static IEnumerable<Type> Ancestry(Type type)
    {
        for (Type? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
            yield return ancestor;
        foreach (var face in type.GetInterfaces())
            yield return face;
    }
}
