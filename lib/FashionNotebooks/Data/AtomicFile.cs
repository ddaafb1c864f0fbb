using System.Text.Encodings.Web;
using System.Text.Json;

namespace FashionNotebooks;

/// <summary>Writes a file beside its final place and moves it there when it is whole, so that no half-written file is ever found.</summary>
internal static class AtomicFile
{
    /// <summary>JSON as the collection's files have it: for people too, and nothing missing or null where something is asked for.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file, not a page: + stays +
    };

    /// <summary>Creates or replaces <paramref name="path"/> with what <paramref name="write"/> writes; on an exception nothing changes.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = $"{target}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
                write(stream);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Likewise with text, as UTF-8.</summary>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Likewise with a value, as <see cref="Json"/>.</summary>
    public static void WriteJson(string path, object value) => Write(path, stream => JsonSerializer.Serialize(stream, value, value.GetType(), Json));
}
