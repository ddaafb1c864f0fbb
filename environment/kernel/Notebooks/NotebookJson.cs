using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NotebookKernel.Notebooks;

/// <summary>
/// JSON as Jupyter's front ends save it: one space a level, nothing escaped that need not be, properties by name, whole
/// numbers without a fraction. A notebook that was run here and one that was saved there differ only where they differ.
/// </summary>
internal static partial class NotebookJson
{
    public static string Write(JsonNode root)
    {
        var text = new StringBuilder();
        Write(root, text, 0);
        return text.Append('\n').ToString();
    }

    private static void Write(JsonNode? node, StringBuilder text, int level)
    {
        switch (node)
        {
            case JsonObject members:
                WriteItems(text, '{', '}', members.OrderBy(member => member.Key, StringComparer.Ordinal).ToList(), level, member =>
                {
                    text.Append(Quoted(member.Key)).Append(": ");
                    Write(member.Value, text, level + 1);
                });
                break;
            case JsonArray items:
                WriteItems(text, '[', ']', items, level, item => Write(item, text, level + 1));
                break;
            case JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String:
                text.Append(Quoted(value.GetValue<string>()));
                break;
            case JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.Number:
                text.Append(Number(value));
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    // JavaScript has one kind of number, which it reads and writes with as many digits as tell it from its neighbours.
    private static string Number(JsonValue value)
    {
        var number = double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
        return double.IsInteger(number) && Math.Abs(number) <= 1L << 53
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();
    }

    private static void WriteItems<T>(StringBuilder text, char open, char close, ICollection<T> items, int level, Action<T> write)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            text.Append(first ? "\n" : ",\n").Append(' ', level + 1);
            write(item);
            first = false;
        }
        if (items.Count > 0)
            text.Append('\n').Append(' ', level);
        text.Append(close);
    }

    private static string Quoted(string value) => $"\"{MustBeEscaped().Replace(value, found => found.Value[0] switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' => "\\b",
        '\f' => "\\f",
        var other => $"\\u{(int)other:x4}",
    })}\"";

    /// <summary>Half of a surrogate pair, too: it has no UTF-8 form.</summary>
    [GeneratedRegex("""["\\\x00-\x1f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]""")]
    private static partial Regex MustBeEscaped();
}
