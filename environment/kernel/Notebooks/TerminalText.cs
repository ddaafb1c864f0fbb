namespace NotebookKernel.Notebooks;

/// <summary>Console text as a terminal leaves it: thousands of progress lines come down to the last one.</summary>
internal static class TerminalText
{
    private const string EraseLine = "\u001b[2K", EraseRest = "\u001b[K";

    /// <summary>After \r later text overwrites, and ESC[K and ESC[2K erase. Colours and the like are kept for the front end.</summary>
    public static string Shown(string written) => string.Join('\n', written.Split('\n').Select(ShownLine));

    private static string ShownLine(string written)
    {
        var line = "";
        foreach (var text in written.Split('\r'))
            if (text.LastIndexOf(EraseLine, StringComparison.Ordinal) is >= 0 and var erased)
                line = text[(erased + EraseLine.Length)..];
            else if (text.Contains(EraseRest, StringComparison.Ordinal))
                line = text.Replace(EraseRest, "", StringComparison.Ordinal);
            else
                line = text + (text.Length < line.Length ? line[text.Length..] : "");
        return line;
    }
}
