using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Values as plain text.</summary>
public static class PlainTextFormatter
{
    /// <summary>text/plain</summary>
    public const string MimeType = "text/plain";

    /// <summary>How anything is written that no formatter was registered for.</summary>
    internal static bool Format(object? value, FormatContext context)
    {
        context.Writer.Write(Text(value, context));
        return true;
    }

    private static string Text(object? value, FormatContext context) => value switch
    {
        null => Formatter.NullString,
        string text => text,
        DateTime time => time.ToString("u", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("u", CultureInfo.InvariantCulture),
        Type type => type.CSharpName(),
        Exception exception => exception.ToString(),
        _ when value.GetType().IsScalar() || !context.MayRecurse => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        ITuple tuple => Tuple(tuple, context),
        IDictionary dictionary => Dictionary(dictionary, context),
        IEnumerable sequence => Sequence(sequence, context),
        _ => Object(value, context),
    };

    private static string Tuple(ITuple tuple, FormatContext context) =>
        $"( {string.Join(", ", Enumerable.Range(0, tuple.Length).Select(index => Nested(tuple[index], context)))} )";

    private static string Dictionary(IDictionary dictionary, FormatContext context)
    {
        var (keys, more) = TypeShape.Head(dictionary.Keys);
        var lines = keys.Select(key => Line(Nested(key, context), dictionary[key!], context));
        return string.Join('\n', [dictionary.GetType().CSharpName(), .. lines, .. More(more)]);
    }

    /// <summary>Scalars stand in one line, anything else in a list.</summary>
    private static string Sequence(IEnumerable sequence, FormatContext context)
    {
        var (items, more) = TypeShape.Head(sequence);
        if (items.All(item => item is null || item.GetType().IsScalar()))
        {
            var rest = string.Concat(More(more).Select(text => " " + text));
            return items.Count == 0 ? $"[ {rest.Trim()} ]".Replace("  ", " ", StringComparison.Ordinal)
                : $"[ {string.Join(", ", items.Select(item => Nested(item, context)))}{rest} ]";
        }
        var lines = items.Select(item => "  - " + Indent(Item(item, context), "    "));
        return string.Join('\n', [sequence.GetType().CSharpName(), .. lines, .. More(more)]);
    }

    /// <summary>An object in a list goes without its type's name, which the list's tells.</summary>
    private static string Item(object? item, FormatContext context)
    {
        var text = Nested(item, context);
        return item is not null && text.StartsWith(item.GetType().CSharpName() + "\n  ", StringComparison.Ordinal)
            ? text[(text.IndexOf('\n', StringComparison.Ordinal) + 3)..].Replace("\n  ", "\n", StringComparison.Ordinal)
            : text;
    }

    private static string Object(object value, FormatContext context)
    {
        var members = value.GetType().Members();
        return members.Length == 0
            ? value.ToString() ?? ""
            : string.Join('\n', [value.GetType().CSharpName(), .. members.Select(member => Line(member.Name, member.ValueIn(value), context))]);
    }

    private static string Line(string name, object? value, FormatContext context)
    {
        var text = value is Exception failure ? failure.Message : Nested(value, context);
        return text.Contains('\n', StringComparison.Ordinal) ? $"  {name}:\n    {Indent(text, "    ")}" : $"  {name}: {text}";
    }

    private static string Nested(object? value, FormatContext context) => Formatter.Nested(value, context, MimeType);

    private static string Indent(string text, string indent) => text.Replace("\n", "\n" + indent, StringComparison.Ordinal);

    private static IEnumerable<string> More(int? count) => count switch
    {
        0 => [],
        null => ["... (more)"],
        _ => [$"... ({count} more)"],
    };
}
