using System.Text.Json;

namespace FashionNotebooks;

/// <summary>Reads a Plotly figure's JSON, where nearly everything may be missing.</summary>
internal static class FigureJson
{
    /// <summary>What stands at the end of a path of names, or an undefined element.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return default;
        return element;
    }

    public static string Text(this JsonElement element, string otherwise = "") =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : otherwise;

    public static double Number(this JsonElement element, double otherwise) =>
        element.ValueKind == JsonValueKind.Number ? element.GetDouble() : otherwise;

    public static bool Flag(this JsonElement element, bool otherwise) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => otherwise,
    };

    public static JsonElement[] Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : [];

    /// <summary>A title is written as an object with a text, or as the text alone.</summary>
    public static string Title(this JsonElement parent) => parent.At("title").Text(parent.At("title", "text").Text());
}
