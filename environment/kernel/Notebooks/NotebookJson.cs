using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace NotebookKernel.Notebooks;

/// <summary>
/// JSON as Jupyter's front ends save it: one space a level, nothing escaped that need not be, properties by name, whole
/// numbers without a fraction. A notebook that was run here and one that was saved there differ only where they differ.
/// </summary>
internal static partial class NotebookJson
{
    /// <summary>Levels that a notebook may have.</summary>
    public const int MaxDepth = 256;

    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true, IndentSize = 1, NewLine = "\n", MaxDepth = MaxDepth, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(JsonNode root) => Escape().Replace(Ordered(root)!.ToJsonString(Layout), Unescaped) + "\n";

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Ordered(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Ordered)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => Number(value),
        _ => node?.DeepClone(),
    };

    // JavaScript has one kind of number, which it reads and writes with as many digits as tell it from its neighbours.
    private static JsonNode? Number(JsonValue value)
    {
        var number = double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
        return double.IsInteger(number) && Math.Abs(number) <= 1L << 53
            ? (long)number
            : JsonNode.Parse(number.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant());
    }

    /// <summary>.NET's writer escapes more characters than need it, and in capitals.</summary>
    private static string Unescaped(Match escape)
    {
        var code = escape.Groups["code"];
        return code.Success && (char)Convert.ToInt32(code.Value, 16) is >= ' ' and var character ? character.ToString() : escape.Value.ToLowerInvariant();
    }

    [GeneratedRegex(@"\\(u(?<code>[0-9A-F]{4})|.)")]
    private static partial Regex Escape();
}
