using System.Text;

namespace Microsoft.Data.Analysis;

/// <summary>A table: named columns of one length, each of one type.</summary>
public partial class DataFrame
{
    internal const int RowsInPreview = 25;

    /// <param name="columns">The columns, all of one length.</param>
    public DataFrame(params DataFrameColumn[] columns)
        : this((IEnumerable<DataFrameColumn>)columns)
    {
    }

    /// <param name="columns">The columns, all of one length.</param>
    public DataFrame(IEnumerable<DataFrameColumn> columns)
    {
        Columns = new DataFrameColumnCollection(columns);
        Rows = new DataFrameRowCollection(this);
    }

    /// <summary>The columns, by place or by name.</summary>
    public DataFrameColumnCollection Columns { get; }

    /// <summary>The rows.</summary>
    public DataFrameRowCollection Rows { get; }

    /// <summary>One cell; null if it is empty.</summary>
    public object? this[long rowIndex, int columnIndex]
    {
        get => Columns[columnIndex][rowIndex];
        set => Columns[columnIndex][rowIndex] = value;
    }

    /// <summary>One column; setting adds or replaces it and gives it the name.</summary>
    /// <exception cref="ArgumentException">There is no column of that name.</exception>
    public DataFrameColumn this[string columnName]
    {
        get => Columns[columnName];
        set => Columns[columnName] = value;
    }

    /// <summary>A copy of the first rows.</summary>
    /// <exception cref="ArgumentException">There are fewer rows.</exception>
    public DataFrame Head(int numberOfRows) => Select(Enumerable.Range(0, numberOfRows).Select(i => (long)i));

    /// <summary>A copy of the last rows.</summary>
    /// <exception cref="ArgumentException">There are fewer rows.</exception>
    public DataFrame Tail(int numberOfRows) => Select(Enumerable.Range(0, numberOfRows).Select(i => Rows.Count - numberOfRows + i));

    /// <summary>A copy of all.</summary>
    public DataFrame Clone() => Head((int)Rows.Count);

    /// <summary>Type and number of values of each column.</summary>
    public DataFrame Info() => new([
        .. Columns.Count == 0 ? [] : (DataFrameColumn[])[new StringDataFrameColumn("Info", ["DataType", "Length (excluding null values)"])],
        .. Columns.Select(column => column.Info())]);

    /// <summary>Number of values, largest, smallest and mean value of each column of numbers. Empty cells count as 0 in the mean.</summary>
    public DataFrame Description()
    {
        var described = Columns.Where(column => column.HasDescription()).Select(column => column.Description()).ToArray();
        return new([
            .. described.Length == 0 ? [] : (DataFrameColumn[])[new StringDataFrameColumn("Description", ["Length (excluding null values)", "Max", "Min", "Mean"])],
            .. described]);
    }

    /// <summary>A copy with the rows ordered by a column.</summary>
    public DataFrame OrderBy(string columnName, bool ascending = true, bool putNullValuesLast = true) =>
        Select(this[columnName].Order(ascending, putNullValuesLast));

    /// <summary>A copy with the rows ordered by a column, the largest value first.</summary>
    public DataFrame OrderByDescending(string columnName, bool putNullValuesLast = true) => OrderBy(columnName, false, putNullValuesLast);

    /// <summary>The first 25 rows as text.</summary>
    public override string ToString() => ToString(RowsInPreview);

    /// <summary>The first rows as text, in columns at least 10 letters wide.</summary>
    public string ToString(long rowsToShow)
    {
        var width = Math.Max(10, Columns.Select(column => column.Name.Length + 1).DefaultIfEmpty(0).Max());
        var text = new StringBuilder();
        foreach (var column in Columns)
            text.Append(column.Name.PadRight(width));
        text.AppendLine();
        var shown = Math.Min(Rows.Count, rowsToShow);
        for (long row = 0; row < shown; row++)
        {
            foreach (var value in Rows[row])
                text.Append((value ?? "null").ToString()!.PadRight(width));
            text.AppendLine();
        }
        if (shown < Rows.Count)
            text.Append($"  ... {rowsToShow} of total {Rows.Count}").AppendLine();
        return text.ToString();
    }

    private DataFrame Select(IEnumerable<long> rows)
    {
        var indices = rows.ToArray();
        foreach (var index in indices)
            if (index < 0 || index >= Rows.Count)
                throw new ArgumentException($"Row {index} was asked for, but there are {Rows.Count} rows.");
        return new(Columns.Select(column => column.Select(indices)));
    }
}
