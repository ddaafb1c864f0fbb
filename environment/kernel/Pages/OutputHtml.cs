using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NotebookKernel.Pages;

/// <summary>Outputs of a cell as HTML: of a value's mime types the one that shows best without scripts.</summary>
internal static partial class OutputHtml
{
    public static string Render(JsonNode output) => output["output_type"]?.ToString() switch
    {
        "stream" => $"<div class=\"output {output["name"]}\"><pre>{Encode(Text(output["text"]))}</pre></div>",
        "error" => $"<div class=\"output error\"><pre>{Encode(string.Join('\n', output["traceback"]!.AsArray()))}</pre></div>",
        _ => $"<div class=\"output\">{Value(output["data"]!.AsObject())}</div>",
    };

    private static string Value(JsonObject data)
    {
        if (data["image/svg+xml"] is { } svg)
            return Picture("image/svg+xml", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Text(svg))), data);
        foreach (var type in (string[])["image/png", "image/jpeg", "image/gif"])
            if (data[type] is { } picture)
                return Picture(type, Text(picture).Replace("\n", "", StringComparison.Ordinal), data);
        if (data["text/html"] is { } html)
            return Text(html);
        return $"<pre>{Encode(data["text/plain"] is { } plain ? Text(plain) : data.FirstOrDefault().Value?.ToJsonString() ?? "")}</pre>";
    }

    private static string Picture(string type, string base64, JsonObject data)
    {
        var alternative = data["text/plain"] is { } plain ? Text(plain).Split('\n')[0] : "picture";
        return $"<img src=\"data:{type};base64,{base64}\" alt=\"{Encode(alternative)}\">";
    }

    private static string Text(JsonNode? node) => node is JsonArray lines ? string.Concat(lines.Select(line => line!.ToString())) : node?.ToString() ?? "";

    private static string Encode(string text) => WebUtility.HtmlEncode(Escape().Replace(text, ""));

    /// <summary>Colours for terminals.</summary>
    [GeneratedRegex(@"\u001b\[[0-9;]*[A-Za-z]")]
    private static partial Regex Escape();
}
