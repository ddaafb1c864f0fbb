using System.Globalization;
using System.Text;

namespace Microsoft.Data.Analysis;

public partial class DataFrame
{
    /// <summary>Reads a file of values that are separated by commas or the like.</summary>
    /// <param name="filename">The file.</param>
    /// <param name="separator">Stands between values.</param>
    /// <param name="header">Whether the first line names the columns.</param>
    /// <param name="columnNames">Names of the columns, instead of the first line's.</param>
    /// <param name="dataTypes">Types of the columns; null guesses them, every number being a float.</param>
    /// <param name="numRows">Rows to read at most; -1 for all.</param>
    /// <param name="guessRows">Lines to look at for guessing types.</param>
    /// <param name="addIndexColumn">Adds a first column that numbers the rows.</param>
    /// <param name="encoding">The file's encoding; UTF-8 unless given.</param>
    /// <param name="renameDuplicatedColumns">Numbers columns whose names are there already, instead of failing.</param>
    /// <param name="cultureInfo">How numbers are written.</param>
    /// <exception cref="FormatException">The file is empty, a line is too short, or a value is not of its column's type.</exception>
    /// <exception cref="ArgumentException">A line is too long.</exception>
    public static DataFrame LoadCsv(string filename, char separator = ',', bool header = true,
        string[]? columnNames = null, Type[]? dataTypes = null, int numRows = -1, int guessRows = 10, bool addIndexColumn = false,
        Encoding? encoding = null, bool renameDuplicatedColumns = false, CultureInfo? cultureInfo = null)
    {
        using var stream = File.OpenRead(filename);
        return LoadCsv(stream, separator, header, columnNames, dataTypes, numRows, guessRows, addIndexColumn, encoding, renameDuplicatedColumns, cultureInfo);
    }

    /// <inheritdoc cref="LoadCsv(string, char, bool, string[], Type[], int, int, bool, Encoding, bool, CultureInfo)"/>
    public static DataFrame LoadCsv(Stream csvStream, char separator = ',', bool header = true,
        string[]? columnNames = null, Type[]? dataTypes = null, long numberOfRowsToRead = -1, int guessRows = 10, bool addIndexColumn = false,
        Encoding? encoding = null, bool renameDuplicatedColumns = false, CultureInfo? cultureInfo = null,
        Func<IEnumerable<string>, Type>? guessTypeFunction = null)
    {
        using var reader = new StreamReader(csvStream, encoding ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        return Load(reader, separator, header, columnNames, dataTypes, numberOfRowsToRead, guessRows, addIndexColumn, renameDuplicatedColumns, cultureInfo, guessTypeFunction);
    }

    /// <inheritdoc cref="LoadCsv(string, char, bool, string[], Type[], int, int, bool, Encoding, bool, CultureInfo)"/>
    public static DataFrame LoadCsvFromString(string csvString, char separator = ',', bool header = true,
        string[]? columnNames = null, Type[]? dataTypes = null, long numberOfRowsToRead = -1, int guessRows = 10, bool addIndexColumn = false,
        bool renameDuplicatedColumns = false, CultureInfo? cultureInfo = null, Func<IEnumerable<string>, Type>? guessTypeFunction = null)
    {
        using var reader = new StringReader(csvString);
        return Load(reader, separator, header, columnNames, dataTypes, numberOfRowsToRead, guessRows, addIndexColumn, renameDuplicatedColumns, cultureInfo, guessTypeFunction);
    }

    private static DataFrame Load(TextReader reader, char separator, bool header, string[]? columnNames, Type[]? dataTypes, long rowsToRead,
        int guessRows, bool addIndexColumn, bool renameDuplicatedColumns, CultureInfo? cultureInfo, Func<IEnumerable<string>, Type>? guessTypeFunction)
    {
        if (dataTypes is null && guessRows <= 0)
            throw new ArgumentException($"Expected either {nameof(guessRows)} or {nameof(dataTypes)} to be provided");
        cultureInfo ??= CultureInfo.CurrentCulture;

        using var rows = CsvRows.Read(reader, separator).GetEnumerator();
        var looked = new List<string[]>();
        var lineCount = 0;
        while (lineCount < Math.Max(guessRows, 1) && rows.MoveNext())
        {
            var fields = rows.Current;
            if (lineCount++ > 0 || !header)
                looked.Add(fields);
            else if (columnNames is null)
                columnNames = renameDuplicatedColumns ? Distinct(fields) : fields;
        }
        if (lineCount == 0)
            throw new FormatException("Empty file");
        if (rowsToRead >= 0 && looked.Count > rowsToRead)
            looked.RemoveRange((int)rowsToRead, looked.Count - (int)rowsToRead);

        var count = Math.Max(dataTypes?.Length ?? 0, looked.Select(fields => fields.Length).DefaultIfEmpty(0).Max());
        var columns = new DataFrameColumn[count];
        for (var i = 0; i < count; i++)
        {
            var name = columnNames is not null && i < columnNames.Length && columnNames[i].Length > 0 ? columnNames[i] : $"Column{i}";
            columns[i] = ColumnTypes.Create(dataTypes?[i] ?? (guessTypeFunction ?? ColumnTypes.Guess)(Values(looked, i, header)), name);
        }

        long read = 0;
        foreach (var fields in looked)
            Append(columns, fields, ++read, cultureInfo);
        while ((rowsToRead < 0 || read < rowsToRead) && rows.MoveNext())
            Append(columns, rows.Current, ++read, cultureInfo);

        var frame = new DataFrame(columns);
        if (addIndexColumn)
            frame.Columns.Insert(0, new Int64DataFrameColumn("IndexColumn", Enumerable.Range(0, (int)read).Select(i => (long)i)));
        return frame;
    }

    private static IEnumerable<string> Values(List<string[]> rows, int column, bool header)
    {
        for (var row = 0; row < rows.Count; row++)
            yield return column < rows[row].Length
                ? rows[row][column]
                : throw new FormatException($"Line {row + (header ? 2 : 1)} has less columns than expected");
    }

    private static void Append(DataFrameColumn[] columns, string[] fields, long row, CultureInfo culture)
    {
        if (fields.Length > columns.Length)
            throw new ArgumentException($"Row {row} has {fields.Length} values, which exceeds the number of columns({columns.Length}) in the DataFrame");
        for (var i = 0; i < columns.Length; i++)
            columns[i].AppendText(i < fields.Length ? fields[i] : null, culture);
    }

    private static string[] Distinct(string[] names)
    {
        var seen = new Dictionary<string, int>();
        return [.. names.Select(name =>
        {
            if (seen.TryAdd(name, 1))
                return name;
            return $"{name}.{seen[name]++}";
        })];
    }
}
