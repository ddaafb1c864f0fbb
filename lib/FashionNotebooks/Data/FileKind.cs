using System.Text;

namespace FashionNotebooks;

/// <summary>What a file is whose name promised something else, told by its first bytes, and what to do about it.</summary>
/// <param name="What">Such as "a web page".</param>
/// <param name="Advice">A sentence without its full stop.</param>
internal sealed record FileKind(string What, string Advice)
{
    /// <summary>How many of a file's first bytes tell its kind.</summary>
    public const int Needs = 512;

    public const string Idx = "an IDX file", Csv = "a CSV file";

    private const string Fetch = "Fetch it again";
    private const string Other = "Name the file that was meant";
    private const string Unpack = "Unpack it and name the file that was in it";
    private const string AsCsv = "Write the images as CSV instead, with the header label,pixel1,...,pixel784";
    private const string Utf8 = "Save it as UTF-8: in Excel as 'CSV UTF-8', in pandas with encoding=\"utf-8\"";
    private const string Weights = "Checkpoint.Load takes what Checkpoint.Save wrote; TorchSharp's script exportsd.py makes such a file of a state_dict";

    // Bytes as Latin-1 characters. The first that fits counts, so that archives of a known content come before archives.
    private static readonly (Func<string, bool> Fits, FileKind Kind)[] Known =
    [
        (text => text.Length == 0, new("an empty file", "It was cut short; fetch it again")),
        (text => text.Length >= 16 && text.All(c => c == 0), new("nothing but zeros, as a download that broke off leaves them", Fetch)),
        (Starts("\0\0\u0008\u0001", "\0\0\u0008\u0003"), new(Idx, "IdxFile.Read takes it, images and labels together")),
        (text => IsText(text) && Words(text).TrimStart(',', '"').StartsWith("label", StringComparison.OrdinalIgnoreCase), new(Csv, "CsvFile.Read takes it")),
        (Starts("version https://git-lfs"), new("a Git LFS pointer, which stands for the file", "Run 'git lfs pull' in the repository that it is from")),
        (text => Words(text).StartsWith('<'), new("a web page", "Open it in a browser to see what it says, then download the file itself (on GitHub: 'Download raw file')")),
        (text => IsText(text) && Words(text).TrimStart('[').StartsWith('{'), new("JSON, as notebooks are and servers answer", Other)),
        (text => IsZip(text) && (text.Contains("data.pkl") || text.Contains("constants.pkl") || text.Contains("byteorder")), new("a PyTorch file", Weights)),
        (text => IsZip(text) && (text.Contains("[Content_Types].xml") || text.Contains("xl/")), new("an Excel workbook", "Save it as 'CSV UTF-8'")),
        (text => IsZip(text) && text.Contains(".npy"), new("a NumPy archive (.npz)", AsCsv)),
        (IsZip, new("a ZIP archive", Unpack)),
        (Starts("\u0080\u0002\u008A\u000Al\u00FC\u009CF"), new("a PyTorch file of before 2020", Weights)),
        (Starts("\u0080\u0002", "\u0080\u0003", "\u0080\u0004", "\u0080\u0005"), new("a Python pickle", AsCsv)),
        (text => text.Length > 9 && text[2..9] == "\0\0\0\0\0\0{", new("a safetensors file", Weights)),
        (Starts("\u0093NUMPY"), new("a NumPy array (.npy)", AsCsv)),
        (Starts("\u0089HDF"), new("an HDF5 file, as Keras writes", AsCsv)),
        (Starts("PAR1", "ARROW1"), new("a Parquet or Arrow file", AsCsv)),
        (Starts("SQLite format 3"), new("an SQLite database", AsCsv)),
        (text => text.Length > 262 && text[257..262] == "ustar", new("a tar archive", Unpack)),
        (Starts("\u001F\u008B"), new("a gzip file", "Unpack it with gzip -d")),
        (Starts("BZh"), new("a bzip2 file", Unpack)),
        (Starts("\u00FD7zXZ"), new("an xz file", Unpack)),
        (Starts("(\u00B5/\u00FD"), new("a Zstandard file", Unpack)),
        (Starts("7z\u00BC\u00AF", "Rar!"), new("a 7-Zip or RAR archive", Unpack)),
        (Starts("\u0089PNG"), new("a PNG picture", Other)),
        (Starts("\u00FF\u00D8\u00FF"), new("a JPEG picture", Other)),
        (Starts("GIF8", "RIFF"), new("a GIF or WebP picture", Other)),
        (Starts("%PDF"), new("a PDF document", Other)),
        (text => text.Length > 24 && text[1..].StartsWith("FashionNotebooks resume", StringComparison.Ordinal), new("a resume point, from which a training goes on by itself", Other)),
        (text => Starts("\u00FF\u00FE", "\u00FE\u00FF")(text) || (text.Length >= 8 && Zeros(text, 0) != Zeros(text, 1)), new("text in UTF-16", Utf8)),
    ];

    /// <summary>The kind of a file that begins so; null where it is none of the known ones.</summary>
    public static FileKind? Of(ReadOnlySpan<byte> start)
    {
        var text = Encoding.Latin1.GetString(start[..Math.Min(start.Length, Needs)]);
        return Known.FirstOrDefault(known => known.Fits(text)).Kind;
    }

    private static Func<string, bool> Starts(params string[] beginnings) => text => beginnings.Any(b => text.StartsWith(b, StringComparison.Ordinal));

    private static bool IsZip(string text) => Starts("PK\u0003\u0004", "PK\u0005\u0006")(text);

    private static bool IsText(string text) => text.All(c => c >= ' ' || char.IsWhiteSpace(c));

    /// <summary>Text without UTF-8's byte order mark and the white space before its first word.</summary>
    private static string Words(string text) => (text.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal) ? text[3..] : text).TrimStart();

    private static bool Zeros(string text, int from) => text.Where((_, i) => i % 2 == from).All(c => c == 0);
}
