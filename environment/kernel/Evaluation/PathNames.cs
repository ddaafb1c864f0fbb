using System.Text.RegularExpressions;

namespace NotebookKernel.Evaluation;

/// <summary>Paths as a notebook may show them on any machine.</summary>
public sealed partial class PathNames(string folder)
{
    private static readonly string Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>A source file by its path from the notebook's folder, or by its name alone where it lies elsewhere.</summary>
    public string? Short(string? path)
    {
        if (string.IsNullOrEmpty(path))
            return null;
        var relative = Path.GetRelativePath(folder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? Path.GetFileName(path) : relative.Replace('\\', '/');
    }

    /// <summary>A text with the notebook's folder and the one above it made relative, and the user's folder written ~.</summary>
    public string Clean(string text)
    {
        text = text.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace(folder, ".", StringComparison.Ordinal);
        if (Path.GetDirectoryName(folder) is { } parent && Path.GetPathRoot(parent) != parent && parent != Home)
            text = text.Replace(parent + Path.DirectorySeparatorChar, "../", StringComparison.Ordinal);
        return Home.Length > 1 ? text.Replace(Home, "~", StringComparison.Ordinal) : text;
    }

    /// <summary>
    /// The last words of a crashed process, without what differs from run to run and from machine to machine: folders, the names of
    /// script assemblies, and the calls outside the cell.
    /// </summary>
    public IReadOnlyList<string> CleanTrace(string trace)
    {
        var lines = Clean(SourceFile().Replace(trace, place => $" in {Short(place.Groups["file"].Value)}:line ")).Split('\n');
        var outermost = Array.FindLastIndex(lines, line => line.Contains("Submission#", StringComparison.Ordinal));
        return [.. (outermost < 0 ? lines : lines[..(outermost + 1)])
            .Where(line => !line.Contains("System.Runtime.CompilerServices", StringComparison.Ordinal))
            .Select(line => TypeArguments().Replace(line, "").TrimEnd())];
    }

    [GeneratedRegex(" in (?<file>[^\n]+?):line ")]
    private static partial Regex SourceFile();

    [GeneratedRegex(@"\[\[.*\]\]")]
    private static partial Regex TypeArguments();
}
