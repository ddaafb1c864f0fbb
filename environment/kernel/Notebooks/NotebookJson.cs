using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace NotebookKernel.Notebooks;

/// <summary>
/// JSON as Jupyter's front ends save it: one space a level, nothing escaped that need not be, properties by name, whole
/// numbers without a fraction. A notebook that was run here and one that was saved there differ only where they differ.
/// </summary>
internal static class NotebookJson
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
                    WriteString(member.Key, text);
                    text.Append(": ");
                    Write(member.Value, text, level + 1);
                });
                break;
            case JsonArray items:
                WriteItems(text, '[', ']', items, level, item => Write(item, text, level + 1));
                break;
            case JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String:
                WriteString(value.GetValue<string>(), text);
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

    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        for (var index = 0; index < value.Length; index++)
        {
            var character = value[index];
            if (char.IsHighSurrogate(character) && index + 1 < value.Length && char.IsLowSurrogate(value[index + 1]))
                text.Append(character).Append(value[++index]);
            else
                _ = character switch
                {
                    '"' => text.Append("\\\""),
                    '\\' => text.Append("\\\\"),
                    '\n' => text.Append("\\n"),
                    '\r' => text.Append("\\r"),
                    '\t' => text.Append("\\t"),
                    '\b' => text.Append("\\b"),
                    '\f' => text.Append("\\f"),
                    < ' ' => Escape(character),
                    // Half of a pair has no UTF-8 form.
                    _ when char.IsSurrogate(character) => Escape(character),
                    _ => text.Append(character),
                };
        }
        text.Append('"');

        StringBuilder Escape(char character) => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
    }
}
