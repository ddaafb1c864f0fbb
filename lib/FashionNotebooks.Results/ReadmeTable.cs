using System.Text;

namespace FashionNotebooks.Results;

/// <summary>The results table of a Markdown page, and what it was recorded on, between two comments that mark its place.</summary>
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

    /// <summary>What stands there for a folder's results.</summary>
    public static string Of(string folder)
    {
        var summaries = ResultsTable.OnRecord(folder);
        return $"{ResultsTable.Markdown(summaries)}\n\n{ResultsTable.Circumstances(summaries)}";
    }

    /// <summary>Writes the table of a folder's results into a page.</summary>
    public static int Write(string path, string folder)
    {
        var page = Encoding.UTF8.GetBytes(Update(File.ReadAllText(path), Of(folder)));
        AtomicFile.Write(path, stream => stream.Write(page));
        return 0;
    }
}
