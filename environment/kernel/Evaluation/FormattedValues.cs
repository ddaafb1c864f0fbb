using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookKernel.Evaluation;

/// <summary>Values in the mime types that they are shown in.</summary>
internal static class FormattedValues
{
    private const string PlainText = PlainTextFormatter.MimeType;
    private const string FramedText = "<div class=\"dni-plaintext\">";

    /// <summary>The value of a cell's last expression. A formatted value, or several, stand for themselves.</summary>
    public static IReadOnlyList<MimeData> OfResult(object? value) => value switch
    {
        FormattedValue formatted => Data([formatted]),
        IEnumerable<FormattedValue> formatted => Data(formatted),
        _ => WithPlainText(value, FormattedValue.CreateManyFromObject(value)),
    };

    /// <summary>A displayed value; in exactly the mime types asked for, if it was displayed as certain ones.</summary>
    public static IReadOnlyList<MimeData> OfDisplay(object? value, IReadOnlyList<FormattedValue> formatted) =>
        Formatter.GetPreferredMimeTypesFor(value?.GetType()).SequenceEqual(formatted.Select(one => one.MimeType))
            ? WithPlainText(value, formatted)
            : Data(formatted);

    /// <summary>
    /// Adds text/plain, for front ends that show nothing else: where a formatter was registered for it, or where all formatting
    /// is the default. A type with only a picture of its own is not spelled out member by member beside it.
    /// </summary>
    private static MimeData[] WithPlainText(object? value, IReadOnlyList<FormattedValue> formatted)
    {
        var shown = formatted.Select(one => one.MimeType).ToHashSet();
        if (shown.Contains(PlainText) || value is IHtmlContent)
            return Data(formatted);
        // A number as HTML is its text in a frame, with a style sheet.
        if (formatted is [{ Value: var html }] && html.StartsWith(FramedText, StringComparison.Ordinal))
            return [new(PlainText, value.ToDisplayString(PlainText))];
        var own = value is null ? [] : Formatter.RegisteredFormatters(includeDefaults: false).Where(formatter => Covers(formatter.Type, value.GetType())).ToArray();
        var wanted = own.Any(formatter => formatter.MimeType == PlainText) || !own.Any(formatter => shown.Contains(formatter.MimeType));
        return wanted ? [.. Data(formatted), new(PlainText, value.ToDisplayString(PlainText))] : Data(formatted);
    }

    private static MimeData[] Data(IEnumerable<FormattedValue> formatted) => [.. formatted.Select(one => new MimeData(one.MimeType, one.Value))];

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
