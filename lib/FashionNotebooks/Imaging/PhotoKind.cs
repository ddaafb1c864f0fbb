namespace FashionNotebooks;

/// <summary>What a file is, told from its first bytes and not from its name.</summary>
/// <param name="Name">With an article where it isn't readable.</param>
/// <param name="IsReadable">Whether it is a picture that can be read here.</param>
/// <param name="Remedy">What to do where it can't.</param>
internal sealed record PhotoKind(string Name, bool IsReadable, string Remedy = "")
{
    /// <summary>The kinds that can be read, in words.</summary>
    public const string Readable = "JPEG, PNG, WebP, GIF or BMP";

    private const string Save = "save it as JPEG or PNG";

    private static readonly (int At, byte[] Bytes, PhotoKind Kind)[] Signatures =
    [
        (0, [0xFF, 0xD8, 0xFF], new("JPEG", true)),
        (0, [0x89, .. "PNG\r\n\x1A\n"u8], new("PNG", true)),
        (8, [.. "WEBP"u8], new("WebP", true)),
        (0, [.. "GIF87a"u8], new("GIF", true)),
        (0, [.. "GIF89a"u8], new("GIF", true)),
        (0, [.. "BM"u8], new("BMP", true)),
        (4, [.. "ftypavi"u8], Picture("an AVIF picture")),
        (4, [.. "ftyphei"u8], Picture("a HEIC picture")),
        (4, [.. "ftyphev"u8], Picture("a HEIC picture")),
        (4, [.. "ftypmif1"u8], Picture("a HEIC or AVIF picture")),
        (4, [.. "ftypmsf1"u8], Picture("a HEIC or AVIF picture")),
        (4, [.. "ftypcrx"u8], Picture("a camera's raw picture")),
        (4, [.. "ftyp"u8], new("a video", false, "take one picture out of it and save that as JPEG or PNG")),
        (0, [.. "II*\0"u8], Picture("a TIFF or a camera's raw picture")),
        (0, [.. "MM\0*"u8], Picture("a TIFF or a camera's raw picture")),
        (0, [.. "II+\0"u8], Picture("a TIFF picture")),
        (0, [.. "FUJIFILM"u8], Picture("a camera's raw picture")),
        (0, [0xFF, 0x0A], Picture("a JPEG XL picture")),
        (4, [.. "JXL \r\n"u8], Picture("a JPEG XL picture")),
        (4, [.. "jP  \r\n"u8], Picture("a JPEG 2000 picture")),
        (0, [0xFF, 0x4F, 0xFF, 0x51], Picture("a JPEG 2000 picture")),
        (0, [.. "8BPS"u8], Picture("a Photoshop file")),
        (0, [.. "gimp xcf"u8], Picture("a GIMP file")),
        (0, [0, 0, 1, 0], Picture("an icon file")),
        (0, [.. "qoif"u8], Picture("a QOI picture")),
        (0, [.. "%PDF"u8], new("a PDF document", false, "save the picture in it as JPEG or PNG")),
        (0, [.. "PK\x03\x04"u8], new("a ZIP archive or an office document", false, "take the picture out of it and save that as JPEG or PNG")),
        (0, [0x1F, 0x8B], new("compressed with gzip", false, "unpack it")),
    ];

    /// <summary>The kind of a file; null where it is none of those known here.</summary>
    public static PhotoKind? Of(ReadOnlySpan<byte> file)
    {
        foreach (var (at, bytes, kind) in Signatures)
            if (file.Length >= at && file[at..].StartsWith(bytes))
                return kind;
        var beginning = System.Text.Encoding.Latin1.GetString(file[..Math.Min(1000, file.Length)]).Replace("\0", "", StringComparison.Ordinal).TrimStart('ï', '»', '¿', 'ÿ', 'þ', ' ', '\r', '\n', '\t');
        return !beginning.StartsWith('<') ? PortableAnymap(beginning)
            : beginning.Contains("<svg", StringComparison.OrdinalIgnoreCase) ? Picture("an SVG drawing")
            : beginning.Contains("<html", StringComparison.OrdinalIgnoreCase) || beginning.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase)
                ? new("a web page", false, "save the picture on it instead of the page") : null;
    }

    private static PhotoKind? PortableAnymap(string beginning) =>
        beginning is ['P', >= '1' and <= '7', ' ' or '\n' or '\r' or '\t' or '#', ..] ? Picture("a PNM picture") : null;

    private static PhotoKind Picture(string name) => new(name, false, Save);
}
