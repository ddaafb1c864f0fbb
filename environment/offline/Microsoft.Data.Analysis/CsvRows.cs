using System.Text;

namespace Microsoft.Data.Analysis;

/// <summary>Splits text into rows of fields. Fields may be in quotes, may then hold separators and line ends, and lose blanks at their ends.</summary>
internal static class CsvRows
{
    /// <summary>All rows; lines that hold nothing are left out.</summary>
    public static IEnumerable<string[]> Read(TextReader reader, char separator)
    {
        while (reader.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (!line.Contains('"', StringComparison.Ordinal))
            {
                yield return line.Split(separator, StringSplitOptions.TrimEntries);
                continue;
            }
            while (line.Count(letter => letter == '"') % 2 != 0 && reader.ReadLine() is { } more)
                line += "\n" + more;
            yield return SplitQuoted(line, separator);
        }
    }

    private static string[] SplitQuoted(string line, char separator)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool inside = false, quoted = false;
        void End()
        {
            fields.Add(quoted ? field.ToString() : field.ToString().Trim());
            field.Clear();
            quoted = false;
        }
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && inside && i + 1 < line.Length && line[i + 1] == '"')
                field.Append(line[i++]); // two quotes within quotes stand for one
            else if (line[i] == '"')
            {
                if (!inside && !quoted)
                    field.Clear(); // blanks before the quote
                inside = !inside;
                quoted = true;
            }
            else if (line[i] == separator && !inside)
                End();
            else if (inside || !quoted)
                field.Append(line[i]);
        }
        End();
        return [.. fields];
    }
}
