using System.Text.RegularExpressions;

namespace NotebookKernel.Evaluation;

/// <summary>Paths and traces as a notebook may show them on any machine.</summary>
public sealed partial class PathNames(string folder)
{
    private static readonly string Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

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
        return lines[..(outermost < 0 ? lines.Length : outermost + 1)].Where(line => !Machinery().IsMatch(line)).Select(Readable)
            .Where(line => line.TrimStart() is not ("" or "at"));
    }

    private string Readable(string line)
    {
        line = Clean(SourcePlace().Replace(line, place => $" in {Short(place.Groups["file"].Value)}, line {place.Groups["line"].Value}"));
        line = TypeArguments().Replace(CellType().Replace(line, ""), "");
        line = StateMachine().Replace(line, "$1()");
        line = Lambda().Replace(line, found => found.Groups["method"].Value is ['<', ..] ? "a lambda" : $"a lambda of {found.Groups["method"].Value}");
        line = LocalFunction().Replace(line, "$1");
        // A cell's own statements have no name.
        return OwnStatements().Replace(line, "at ").Replace("   at ", "  at ", StringComparison.Ordinal).TrimEnd();
    }

    [GeneratedRegex(@"System\.Runtime\.(CompilerServices|ExceptionServices)\.|Microsoft\.CodeAnalysis\.Scripting\.|NotebookKernel\.|^--- End of stack trace")]
    private static partial Regex Machinery();

    [GeneratedRegex(@" in (?<file>[^\n]+?):line (?<line>\d+)")]
    private static partial Regex SourcePlace();

    [GeneratedRegex(@"\[\[.*\]\]")]
    private static partial Regex TypeArguments();

    [GeneratedRegex(@"Submission#\d+[.+]")]
    private static partial Regex CellType();

    /// <summary>What an async method or an iterator becomes.</summary>
    [GeneratedRegex(@"<(<?\w+>?)>d(?:__\d+)?\.MoveNext\(\)")]
    private static partial Regex StateMachine();

    [GeneratedRegex(@"<>c(?:__DisplayClass\w+)?\.<(?<method><?\w+>?)>b__\w+\(.*?\)|<(?<method><?\w+>?)>b__\w+\(.*?\)")]
    private static partial Regex Lambda();

    [GeneratedRegex(@"<<?\w+>?>g__(\w+)\|\w+")]
    private static partial Regex LocalFunction();

    [GeneratedRegex(@"at <(?:Initialize|Factory)>\(.*?\)(?: in )?")]
    private static partial Regex OwnStatements();
}
