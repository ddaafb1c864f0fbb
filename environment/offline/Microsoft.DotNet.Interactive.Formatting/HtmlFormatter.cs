using System.Collections;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Values as HTML: text in a pre element, sequences and dictionaries as tables, objects as a table of their members.</summary>
public static class HtmlFormatter
{
    /// <summary>text/html</summary>
    public const string MimeType = "text/html";

    /// <summary>How anything is written that no formatter was registered for.</summary>
    internal static bool Format(object? value, FormatContext context)
    {
        context.Writer.Write(Html(value, context));
        return true;
    }

    private static string Html(object? value, FormatContext context) => value switch
    {
        null or string or Exception or ITuple => Plain(value, context),
        _ when value.GetType().IsScalar() || !context.MayRecurse => Plain(value, context),
        IDictionary dictionary => Dictionary(dictionary, context),
        IEnumerable sequence => Sequence(sequence, context),
        _ when value.GetType().Members().Length == 0 => Plain(value, context),
        _ => Object(value, context),
    };

    private static string Plain(object? value, FormatContext context) =>
        $"<div class=\"dni-plaintext\"><pre>{Encode(Formatter.Nested(value, context, PlainTextFormatter.MimeType))}</pre></div>";

    private static string Dictionary(IDictionary dictionary, FormatContext context)
    {
        var (keys, more) = TypeShape.Head(dictionary.Keys);
        return Table(["key", "value"], keys.Select(key => new[] { Cell(key, context), Cell(dictionary[key!], context) }), more);
    }

    /// <summary>Scalars in one line; objects of one type with a column a member; anything else with a column for the value.</summary>
    private static string Sequence(IEnumerable sequence, FormatContext context)
    {
        var (items, more) = TypeShape.Head(sequence);
        if (items.Count == 0)
            return "<i>(empty)</i>";
        if (items.All(item => item is null || item.GetType().IsScalar()))
            return Plain(sequence, context);
        var types = items.Select(item => item?.GetType()).Distinct().ToArray();
        if (types is [{ } type] && Columns(type) is { Length: > 0 } columns)
            return Table(
                ["index", .. columns.Select(column => column.Name)],
                items.Select((item, index) => (string[])[$"{index}", .. columns.Select(column => Cell(column.ValueIn(item!), context))]), more);
        return Table(["index", "value"], items.Select((item, index) => new[] { $"{index}", Cell(item, context) }), more);
    }

    /// <summary>The members to show as columns: none for what has a look of its own.</summary>
    private static MemberInfo[] Columns(Type type) =>
        type.IsSequence() || Formatter.HasRegistrationFor(type) ? [] : type.Members();

    private static string Object(object value, FormatContext context)
    {
        var type = value.GetType();
        var rows = type.Members().Select(member => $"<tr><td>{Encode(member.Name)}</td><td>{Cell(member.ValueIn(value), context)}</td></tr>");
        var open = context.Depth < 2 ? " open=\"open\"" : "";
        return $"<details{open} class=\"dni-treeview\"><summary><span class=\"dni-code-hint\"><code>{Encode(type.CSharpName())}</code></span></summary>"
            + $"<div><table><tbody>{string.Concat(rows)}</tbody></table></div></details>";
    }

    private static string Table(IEnumerable<string> headers, IEnumerable<string[]> rows, int? more)
    {
        var names = headers.ToArray();
        var rest = more == 0 ? "" : $"<tr><td colspan=\"{names.Length}\"><i>{(more is null ? "... (more)" : $"({more} more)")}</i></td></tr>";
        return "<table><thead><tr>" + string.Concat(names.Select(name => $"<th>{Encode(name)}</th>")) + "</tr></thead><tbody>"
            + string.Concat(rows.Select(row => "<tr>" + string.Concat(row.Select(cell => $"<td>{cell}</td>")) + "</tr>"))
            + rest + "</tbody></table>";
    }

    /// <summary>A value inside another: short text stands bare, what prefers plain text keeps it.</summary>
    private static string Cell(object? value, FormatContext context)
    {
        if (value is Exception failure)
            return Encode(failure.Message);
        if (value is null || value.GetType().IsScalar())
            return Encode(Formatter.Nested(value, context, PlainTextFormatter.MimeType));
        return Formatter.GetPreferredMimeTypesFor(value.GetType()).Contains(MimeType)
            ? Formatter.Nested(value, context, MimeType)
            : Plain(value, context);
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
