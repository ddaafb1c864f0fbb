using System.Text.RegularExpressions;

namespace NotebookKernel.Evaluation;

/// <summary>Paths and traces as a notebook may show them on any machine.</summary>
public sealed class PathNames(string folder)
{
    private static readonly string Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static readonly Regex Machinery =
        new(@"System\.Runtime\.(CompilerServices|ExceptionServices)\.|Microsoft\.CodeAnalysis\.Scripting\.|NotebookKernel\.|^--- End of stack trace");

    private static readonly Regex SourcePlace = new(@" in (?<file>[^\n]+?):line (?<line>\d+)");

    /// <summary>The compiler's names, and the source's.</summary>
    private static readonly (Regex Compiled, string Written)[] Names =
    [
        // The type that a cell becomes, and type arguments.
        (new(@"Submission#\d+[.+]|\[\[.*\]\]"), ""),
        // What an async method or an iterator becomes.
        (new(@"<(<?\w+>?)>d(?:__\d+)?\.MoveNext\(\)"), "$1()"),
        (new(@"(?:<>c(?:__DisplayClass\w+)?\.)?<<\w+>>b__\w+\(.*?\)"), "a lambda"),
        (new(@"(?:<>c(?:__DisplayClass\w+)?\.)?<(\w+)>b__\w+\(.*?\)"), "a lambda of $1"),
        // A local function.
        (new(@"<<?\w+>?>g__(\w+)\|\w+"), "$1"),
        // A cell's own statements have no name.
        (new(@"at <(?:Initialize|Factory)>\(.*?\)(?: in )?"), "at "),
        (new("   at "), "  at "),
    ];

    /// <summary>A source file by its path from the notebook's folder, or by its name alone where it lies elsewhere.</summary>
    public string Short(string path)
    {
        var relative = Path.GetRelativePath(folder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? Path.GetFileName(path) : relative;
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
    /// A trace of .NET's in the words of the source, up to the cell: without the machinery of await and of script execution, without
    /// the names that the compiler gives to what a cell declares, and with places as "file, line 3".
    /// </summary>
    public IEnumerable<string> CleanTrace(string trace)
    {
        var lines = trace.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        var outermost = Array.FindLastIndex(lines, line => line.Contains("Submission#", StringComparison.Ordinal));
        return lines[..(outermost < 0 ? lines.Length : outermost + 1)].Where(line => !Machinery.IsMatch(line)).Select(Readable)
            .Where(line => line.TrimStart() is not ("" or "at"));
    }

    private string Readable(string line)
    {
        line = Clean(SourcePlace.Replace(line, place => $" in {Short(place.Groups["file"].Value)}, line {place.Groups["line"].Value}"));
        foreach (var (compiled, written) in Names)
            line = compiled.Replace(line, written);
        return line.TrimEnd();
    }
}
