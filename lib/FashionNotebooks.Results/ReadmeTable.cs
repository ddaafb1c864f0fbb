namespace FashionNotebooks.Results;

/// <summary>The tables of README.md and of the recorded results' own page, each between two comments that mark its place.</summary>
internal static class ReadmeTable
{
    private const string Begin = "<!-- results: written by environment/run.sh results --table -->";
    private const string End = "<!-- end of results -->";

    /// <summary>The page with the table in its place.</summary>
    /// <exception cref="InvalidDataException">The page has no place for it.</exception>
    public static string Update(string page, string table)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new InvalidDataException($"The page has no place for the results: put the lines {Begin} and {End} where the table belongs.");
        return $"{page[..(begin + Begin.Length)]}\n{table}\n{page[end..]}";
    }

    /// <summary>The pages, and what stands there for a folder's results: five rows on the first page, all and their circumstances on the other.</summary>
    public static (string Path, string Table)[] Of(string folder)
    {
        var summaries = ResultsTable.OnRecord(folder);
        return
        [
            (Path.Combine(Workspace.Root, "README.md"), ResultsTable.Headline(summaries)),
            (Workspace.Data("results", "README.md"), $"{ResultsTable.Markdown(summaries)}\n\n{ResultsTable.Circumstances(summaries)}"),
        ];
    }

    /// <summary>Writes the tables of a folder's results into the pages.</summary>
    public static int Write(string folder)
    {
        foreach (var (path, table) in Of(folder))
            AtomicFile.WriteText(path, Update(File.ReadAllText(path), table));
        return 0;
    }
}
