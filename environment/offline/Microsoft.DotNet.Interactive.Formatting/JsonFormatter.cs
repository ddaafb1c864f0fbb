using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Values as JSON.</summary>
public static class JsonFormatter
{
    /// <summary>application/json</summary>
    public const string MimeType = "application/json";

    /// <summary>How values are serialized: compact, without members that are null.</summary>
    public static JsonSerializerOptions SerializerOptions { get; } = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static bool Format(object? value, FormatContext context)
    {
        context.Writer.Write(JsonSerializer.Serialize(value, SerializerOptions));
        return true;
    }
}
