namespace FashionNotebooks;

/// <summary>A photo and what is known to be on it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Name">The file as its folder has it, for reports.</param>
/// <param name="Class">One of the ten classes, <see cref="PhotoFolder.Shoe"/>, or <see cref="PhotoFolder.None"/>.</param>
public sealed record LabeledPhoto(string Path, string Name, string Class)
{
    /// <summary>The index of the class; null for a shoe of no particular class, and for what is none of the ten.</summary>
    public int? Label => PhotoFolder.Classes.IndexOf(Class) is >= 0 and < 10 and var label ? label : null;
}

/// <summary>
/// Photos of one's own with what is on them, to measure a model with. Either a file labels.csv with the header
/// <c>file,class</c> names them, or each lies in a folder that is named after its class. The classes are those of the
/// dataset, <c>shoe</c> for a shoe that may be any of three, and nothing (as a folder: <c>none</c>) for what is none of
/// the ten. Capitals don't matter, and T-shirt/top may be written T-shirt.
/// </summary>
public static class PhotoFolder
{
    /// <summary>The class of a shoe that may be a sandal, a sneaker or an ankle boot.</summary>
    public const string Shoe = "shoe";

    /// <summary>The class of what is none of the ten.</summary>
    public const string None = "none";

    private const string Labels = "labels.csv", Header = "file,class";

    internal static List<string> Classes { get; } = [.. FashionMnist.ClassNames, Shoe, None];

    /// <summary>The photos of a folder, in the order of labels.csv, or else by class and name.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="ArgumentException">It is no folder, has neither labels.csv nor a folder for a class, names a class that there isn't or a file that is missing, or holds no photo.</exception>
    public static IReadOnlyList<LabeledPhoto> Read(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder))
            throw new ArgumentException($"'{folder}' is not a folder; give one that holds photos and {Labels}, or a folder a class.", nameof(folder));
        var labels = Path.Combine(folder, Labels);
        LabeledPhoto[] photos = [.. File.Exists(labels) ? FromFile(folder, labels) : FromFolders(folder)];
        return photos.Length > 0 ? photos : throw new ArgumentException($"{folder} holds no photos; put some into it.", nameof(folder));
    }

    private static IEnumerable<LabeledPhoto> FromFile(string folder, string labels)
    {
        var lines = File.ReadAllLines(labels);
        if (lines.FirstOrDefault()?.Trim() != Header)
            throw new ArgumentException($"{labels}, line 1: the header '{Header}' is missing.", nameof(folder));
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
                continue;
            // Classes have no comma; the names of files may.
            var (place, comma) = ($"{labels}, line {i + 1}", lines[i].LastIndexOf(','));
            if (comma < 0)
                throw new ArgumentException($"{place}: '{lines[i]}' lacks a comma between file and class.", nameof(folder));
            var name = lines[i][..comma].Trim().Trim('"');
            var path = Path.Combine(folder, name);
            yield return File.Exists(path)
                ? new(path, name, ClassOf(lines[i][(comma + 1)..], place))
                : throw new ArgumentException($"{place}: there is no file {path}.", nameof(folder));
        }
    }

    private static IEnumerable<LabeledPhoto> FromFolders(string folder)
    {
        var classes = Directory.GetDirectories(folder).Order(StringComparer.Ordinal).ToList();
        return classes.Count > 0
            ? classes.SelectMany(path => Directory.GetFiles(path).Order(StringComparer.Ordinal).Select(file =>
                new LabeledPhoto(file, Path.GetRelativePath(folder, file), ClassOf(Path.GetFileName(path), path))))
            : throw new ArgumentException($"{folder} has neither a file {Labels} nor a folder for a class; write a line 'file,class' for each photo into {Labels}.", nameof(folder));
    }

    private static string ClassOf(string written, string place)
    {
        var wanted = written.Trim();
        return wanted.Length == 0 ? None
            : wanted.StartsWith("T-shirt", StringComparison.OrdinalIgnoreCase) ? Classes[0]
            : Classes.Find(name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"{place}: there is no class '{wanted}'; the classes are {string.Join(", ", Classes)}.", nameof(written));
    }
}
